package dev.baton.launcher.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailCatcherTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private MailCatcher catcher;

    @BeforeEach
    void open() throws IOException {
        catcher = new MailCatcher(folder, 0, 0, CLOCK);
    }

    @AfterEach
    void close() {
        catcher.close();
    }

    @Test
    void aMailIsToldAsItWasSent() throws Exception {
        send("Störung · Drucker", "plain text", "<p>rich text</p>");

        JsonNode mail = json().at("/items/0");
        assertThat(mail.at("/from").asString()).isEqualTo("baton@acme.example");
        assertThat(mail.at("/to")).extracting(JsonNode::asString)
                .containsExactly("senior@acme.example",
                        "hidden@acme.example");
        assertThat(mail.at("/subject").asString()).isEqualTo("Störung · Drucker");
        assertThat(mail.at("/headers/Auto-Submitted/0").asString()).isEqualTo("auto-generated");
        assertThat(mail.at("/headers").has("Bcc")).isFalse();
        assertThat(mail.at("/text").asString().strip()).isEqualTo("plain text");
        assertThat(mail.at("/html").asString().strip()).isEqualTo("<p>rich text</p>");
        assertThat(mail.at("/received_at").asString()).isEqualTo("2026-11-23T10:00:00Z");
    }

    @Test
    void theNewestIsFirstAlsoAfterARestart() throws Exception {
        send("first", "text", "html");
        send("second", "text", "html");
        catcher.close();
        catcher = new MailCatcher(folder, 0, 0, Clock.offset(CLOCK, java.time.Duration.ofMillis(1)));
        send("third", "text", "html");

        assertThat(json().at("/items")).extracting(mail -> mail.at("/subject").asString())
                .containsExactly("third",
                        "second", "first");
    }

    @Test
    void aBrowserGetsAPageOnWhichMailIsOnlyText() throws Exception {
        send("<script>alert(1)</script>", "</pre><script>alert(2)</script>", "\"><script>alert(3)</script>");

        HttpResponse<String> page = get("text/html,*/*");

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains("&lt;script&gt;alert(1)", "&lt;script&gt;alert(2)", "iframe sandbox")
                .doesNotContain("<script");
    }

    @Test
    void deletingForgetsAll() throws Exception {
        send("subject", "text", "html");

        HttpResponse<String> answer = http.send(request("/").DELETE().build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(json().at("/items")).isEmpty();
    }

    @Test
    void aChatMessageIsTakenAsTheServicesTakeIt() throws Exception {
        HttpResponse<String> slack = post("/hooks/slack/acme", "{\"text\": \"größer\"}");
        HttpResponse<String> teams = post("/hooks/teams/acme", "{\"type\": \"message\"}");

        assertThat(slack.statusCode()).isEqualTo(200);
        assertThat(slack.body()).isEqualTo("ok");
        assertThat(teams.statusCode()).isEqualTo(202);
        JsonNode kept = JsonMapper.shared().readTree(get("/hooks", "*/*").body()).at("/items");
        assertThat(kept).extracting(post -> post.at("/path").asString())
                .containsExactly("/hooks/teams/acme", "/hooks/slack/acme");
        assertThat(kept.get(1).at("/body").asString()).isEqualTo("{\"text\": \"größer\"}");
        assertThat(kept.get(1).at("/kind").asString()).isEqualTo("slack");
        assertThat(json().at("/items")).as("mails are listed apart").isEmpty();
    }

    @Test
    void onThePageAChatMessageIsOnlyText() throws Exception {
        post("/hooks/slack/a%3Cscript%3E", "</pre><script>alert(1)</script>");

        assertThat(get("text/html").body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script");
    }

    @Test
    void whatIsNoHookOrTooLargeIsNotTaken() throws Exception {
        assertThat(post("/hooks/discord/x", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/hooks/slack/x", "x".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(JsonMapper.shared().readTree(get("/hooks", "*/*").body()).at("/items")).isEmpty();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private void send(String subject, String text, String html) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(catcher.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom("baton@acme.example");
        message.setRecipient(RecipientType.TO, new InternetAddress("senior@acme.example"));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        message.saveChanges();
        // The second one stands in no header, as a blind copy does.
        Transport.send(message, InternetAddress.parse("senior@acme.example,hidden@acme.example"));
    }

    private JsonNode json() throws Exception {
        HttpResponse<String> answer = get("application/json");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String accept) throws Exception {
        return get("/", accept);
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return http.send(request(path).header("Accept", accept).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + catcher.httpPort() + path));
    }
}
