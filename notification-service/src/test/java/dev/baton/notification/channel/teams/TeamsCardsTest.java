package dev.baton.notification.channel.teams;

import static dev.baton.notification.channel.PickUpNotices.aNotice;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.baton.notification.channel.DeliveryId;
import dev.baton.notification.channel.Notice;
import dev.baton.notification.channel.Occasion;
import dev.baton.notification.channel.PickUpLinksFixture;
import dev.baton.notification.channel.PickUpNotice;
import dev.baton.notification.channel.PlainNotice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TeamsCardsTest {
    private static final Schema SCHEMA = schema();

    private final TeamsCards cards = new TeamsCards(PickUpLinksFixture.links());

    @Test
    void saysWhatIsNeededToDecideAndLinksToThePickUp() {
        PickUpNotice notice = aNotice().build();

        JsonNode card = render(notice).at("/attachments/0/content");

        assertThat(card.get("body").valueStream().map(TeamsCardsTest::textOf))
                .contains("Escalation from Jun Ior · #12345: Outlook does not open", "Problem: Outlook does not open",
                        "Ticket: 12345", "Priority: high", "Reason: needs admin rights", "Steps so far: 4");
        assertThat(card.at("/actions/0/title").asString()).isEqualTo("Pick up");
        assertThat(card.at("/actions/0/url").asString())
                .isEqualTo("https://baton.example/console/pilot/" + notice.sessionId() + "?pickup=true");
    }

    @Test
    void aReminderSaysSo() {
        JsonNode card = render(aNotice().on(Occasion.NOBODY_CAME).build()).at("/attachments/0/content");

        assertThat(textOf(card.at("/body/0")))
                .isEqualTo("Nobody picked up: Escalation from Jun Ior · #12345: Outlook does not open");
        assertThat(card.at("/actions/0/title").asString()).isEqualTo("Pick up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[Pick up](https://evil.example)", "![x](https://evil.example/x.png)", "**bold**", "# big",
            "<at>everyone</at>", "{{DATE(2026-03-01)}}", "${x}", "&lt;b&gt;", "\\u003cb>"})
    void textOfPeopleStaysTextInARun(String text) {
        JsonNode message = render(aNotice().about(text).from(text).because(text).build());

        assertThat(message.at("/attachments/0/content/body/1/inlines/1/text").asString()).isEqualTo(text);
        assertThat(message.toString()).doesNotContain("TextBlock\",\"text", "\"entities\"", "\"FactSet\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "😀", "\"", "\\", "ß", "字"})
    void aCardNeverGrowsBeyondItsLimit(String piece) {
        String text = piece.repeat(20_000);

        byte[] message = cards.render(aNotice().about(text).from(text).because(text).withTicket(text).build());

        assertThat(message.length).isBetween(1_000, 24 * 1024);
        JsonNode parsed = validated(message);
        String problem = parsed.at("/attachments/0/content/body/1/inlines/1/text").asString();
        assertThat(problem).startsWith(piece).endsWith(piece + "…");
        assertThat(new String(problem.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(problem);
    }

    @Test
    void whatFitsIsNotCut() {
        String text = "x".repeat(7_000);

        assertThat(render(aNotice().about(text).build()).toString()).contains(text).doesNotContain("x…\"}]},{");
    }

    @Test
    void aPlainNoticeHasATitleAndAText() {
        JsonNode body = render(new PlainNotice(new DeliveryId(UUID.randomUUID()), "A test", "It works", "x", "y"))
                .at("/attachments/0/content/body");

        assertThat(body.valueStream().map(TeamsCardsTest::textOf)).containsExactly("A test", "It works");
    }

    @Test
    void theSchemaRefusesWhatWouldReadMarkdown() {
        String card = new String(cards.render(aNotice().build()), StandardCharsets.UTF_8);

        assertThat(SCHEMA.validate(card.replace("RichTextBlock", "TextBlock"), InputFormat.JSON)).isNotEmpty();
        assertThat(SCHEMA.validate(card.replace("\"1.4\"", "\"9.9\""), InputFormat.JSON)).isNotEmpty();
    }

    private JsonNode render(Notice notice) {
        return validated(cards.render(notice));
    }

    private static JsonNode validated(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        return JsonMapper.shared().readTree(text);
    }

    private static String textOf(JsonNode block) {
        return String.join("", block.get("inlines").findValuesAsString("text"));
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ClassPathResource("teams/message.schema.json")
                            .getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
