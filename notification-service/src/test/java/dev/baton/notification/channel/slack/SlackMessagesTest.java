package dev.baton.notification.channel.slack;

import static dev.baton.notification.channel.PickUpNotices.aNotice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.channel.Notice;
import dev.baton.notification.channel.Occasion;
import dev.baton.notification.channel.PickUpLinksFixture;
import dev.baton.notification.channel.PickUpNotice;
import dev.baton.notification.channel.PlainNotice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackMessagesTest {
    private final SlackMessages messages = new SlackMessages(PickUpLinksFixture.links());

    @Test
    void saysWhatIsNeededToDecideAndLinksToThePickUp() {
        PickUpNotice notice = aNotice().build();

        JsonNode message = render(notice);

        assertThat(message.get("text").asString())
                .isEqualTo("Escalation from Jun Ior · #12345: Outlook does not open");
        assertThat(message.at("/blocks/0/type").asString()).isEqualTo("header");
        assertThat(message.at("/blocks/1/text/text").asString()).isEqualTo("Outlook does not open");
        assertThat(message.at("/blocks/2/fields").findValuesAsString("text"))
                .contains("Ticket: 12345", "Priority: high", "Reason: needs admin rights", "Steps so far: 4");
        assertThat(message.at("/blocks/3/elements/0/url").asString())
                .isEqualTo("https://baton.example/console/pilot/" + notice.sessionId() + "?pickup=true");
        assertThat(message.at("/blocks/3/elements/0/text/text").asString()).isEqualTo("Pick up");
    }

    @Test
    void aReminderSaysSo() {
        JsonNode message = render(aNotice().on(Occasion.STILL_WAITING).from("<!here>").build());

        String title = "Still waiting: Escalation from &lt;!here&gt; · #12345: Outlook does not open";
        assertThat(message.get("text").asString()).isEqualTo(title);
        assertThat(message.at("/blocks/0/text/text").asString()).isEqualTo(title);
        assertThat(message.at("/blocks/3/elements/0/url").asString()).endsWith("?pickup=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!channel>", "<!here|x>", "<@U012AB3CD>", "<#C123ABC>", "<https://evil.example|Pick up>",
            "a & b", "&lt;!channel&gt;", "<!subteam^S1>", "*bold* _it_ `code`"})
    void noMentionLinkOrMarkupCanBeWritten(String text) {
        JsonNode message = render(aNotice().about(text).from(text).because(text).withTicket(text).build());

        String raw = message.toString();
        assertThat(raw).doesNotContain("<", ">").doesNotContain("\"mrkdwn\":true", "\"type\":\"mrkdwn\"");
        assertThat(message.get("mrkdwn").asBoolean()).isFalse();
        assertThat(message.at("/blocks/1/text/text").asString())
                .isEqualTo(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "&", "<", "😀", "👩‍👩‍👧", "a&b<c>😀 "})
    void everyTextKeepsSlacksLimitsHoweverLongItIs(String piece) {
        String text = piece.repeat(5000);

        JsonNode message = render(
                aNotice().about(text).from(text).because(text).withTicket(text).to(text, "x").build());

        assertThat(message.get("blocks").size()).isLessThanOrEqualTo(50);
        assertWithin(message.at("/blocks/0/text/text").asString(), 150);
        assertWithin(message.at("/blocks/1/text/text").asString(), 3000);
        assertThat(message.at("/blocks/2/fields").size()).isBetween(1, 10);
        message.at("/blocks/2/fields").forEach(field -> assertWithin(field.get("text").asString(), 2000));
        assertThat(message.at("/blocks/3/block_id").asString().length()).isLessThanOrEqualTo(255);
        assertThat(message.at("/blocks/3/elements/0/url").asString().length()).isLessThanOrEqualTo(3000);
        assertThat(message.at("/blocks/3/elements/0/text/text").asString().length()).isLessThanOrEqualTo(75);
    }

    @Test
    void aTextIsCutAtTheLimitAndNotBefore() {
        assertThat(SlackText.of("x".repeat(150), 150)).hasSize(150).doesNotContain("…");
        assertThat(SlackText.of("x".repeat(151), 150)).hasSize(150).endsWith("x…");
        assertThat(SlackText.of("x".repeat(148) + "&&", 150)).isEqualTo("x".repeat(148) + "…");
        assertThat(SlackText.of("x".repeat(145) + "&", 150)).isEqualTo("x".repeat(145) + "&amp;");
        assertThat(SlackText.of("x".repeat(149) + "😀", 150)).isEqualTo("x".repeat(149) + "…");
        assertThat(SlackText.of("x".repeat(148) + "😀", 150)).isEqualTo("x".repeat(148) + "😀");
        assertThat(SlackText.of("", 150)).isEmpty();
    }

    @Test
    void aPlainNoticeHasATitleAndAText() {
        JsonNode message = render(
                new PlainNotice(new DeliveryId(UUID.randomUUID()), "A <test>", "It & works", "x", "y"));

        assertThat(message.at("/blocks/0/text/text").asString()).isEqualTo("A &lt;test&gt;");
        assertThat(message.at("/blocks/1/text/text").asString()).isEqualTo("It &amp; works");
    }

    private static void assertWithin(String text, int max) {
        assertThat(text.length()).isBetween(1, max);
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).as("whole characters")
                .isEqualTo(text);
        for (String rest : List.of("&amp;", "&lt;", "&gt;")) {
            text = text.replace(rest, "");
        }
        assertThat(text).as("whole entities").doesNotContain("&", "<", ">");
    }

    private JsonNode render(Notice notice) {
        return JsonMapper.shared().readTree(messages.render(notice));
    }
}
