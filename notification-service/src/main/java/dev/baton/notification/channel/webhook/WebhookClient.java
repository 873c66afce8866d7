package dev.baton.notification.channel.webhook;

import dev.baton.notification.channel.webhook.WebhookReply.Answered;
import dev.baton.notification.channel.webhook.WebhookReply.NotSent;
import dev.baton.notification.channel.webhook.WebhookReply.Unanswered;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Posts JSON to a webhook, once: no redirect is followed, no answer is read to its end that has none, and every wait is
 * bounded. Safe for use by many threads.
 */
@Component
public class WebhookClient implements DisposableBean {
    private final PostingProperties properties;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    WebhookClient(PostingProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Never throws for what the network or the other side does. */
    public WebhookReply post(URI url, byte[] json) {
        WatchedBody body = new WatchedBody(json);
        BoundedAnswer answer = new BoundedAnswer();
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(body)
                .build();
        HttpClient client = newClient();
        try {
            boolean whole = client.sendAsync(request, answer)
                    .get(properties.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .body();
            return reply(url, body, answer, whole, "");
        } catch (ExecutionException e) {
            // Its class only: what a message quotes may be the URL.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String failure = cause.getClass().getSimpleName();
            // The body is handed to TLS before the handshake ends; without a handshake nothing of it leaves.
            return cause instanceof SSLHandshakeException
                    ? new NotSent(failure)
                    : reply(url, body, answer, false, failure);
        } catch (TimeoutException e) {
            return reply(url, body, answer, false, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return reply(url, body, answer, false, "interrupted");
        } finally {
            client.shutdownNow();
        }
    }

    // One for each message: on a kept connection that the other side has closed meanwhile, the request goes out before
    // that shows, and the message would be in doubt for nothing. No webhook gets more than a message a second anyway.
    private HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .executor(threads)
                .build();
    }

    private WebhookReply reply(URI url, WatchedBody body, BoundedAnswer answer, boolean whole, String failure) {
        return answer.head()
                .<WebhookReply>map(head -> answered(url, head, answer, whole))
                .orElseGet(() -> body.handedOver() ? new Unanswered(failure) : new NotSent(failure));
    }

    private Answered answered(URI url, ResponseInfo head, BoundedAnswer answer, boolean whole) {
        return new Answered(head.statusCode(), UrlSecrets.without(url, answer.beginning()), whole,
                head.headers()
                        .firstValue("Retry-After")
                        .flatMap(value -> RetryAfter.of(value, clock.instant()))
                        .orElse(null));
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
