package dev.baton.systemtests.stream;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** LaunchDarkly's client for Java, which comes back by itself with the id it has. */
final class JavaClient implements BackgroundEventHandler, AutoCloseable {
    private final String follower;
    private final Journal journal;
    private final BackgroundEventSource source;

    private JavaClient(String follower, Journal journal, EventSource.Builder source) {
        this.follower = follower;
        this.journal = journal;
        this.source = new BackgroundEventSource.Builder(this, source).build();
    }

    /** @param protocols what it offers where the connection is encrypted */
    static JavaClient start(String follower, URI stream, String token, List<Protocol> protocols,
            Certificate trusted, Journal journal) throws GeneralSecurityException {
        OkHttpClient.Builder http = new OkHttpClient.Builder().protocols(protocols)
                .sslSocketFactory(trusted.context().getSocketFactory(), trusted.trust())
                .readTimeout(Duration.ofSeconds(75));
        JavaClient client = new JavaClient(follower, journal, new EventSource.Builder(ConnectStrategy.http(stream)
                .headers(Headers.of("Authorization", "Bearer " + token))
                .httpClient(http.build())).errorStrategy(ErrorStrategy.alwaysContinue()));
        client.source.start();
        return client;
    }

    @Override
    public void onMessage(String type, MessageEvent event) {
        journal.add(follower, type, event.getData());
    }

    @Override
    public void onOpen() {}

    @Override
    public void onClosed() {}

    @Override
    public void onComment(String comment) {}

    @Override
    public void onError(Throwable cause) {
        // It tells of every break, and comes back.
    }

    @Override
    public void close() {
        source.close();
    }
}
