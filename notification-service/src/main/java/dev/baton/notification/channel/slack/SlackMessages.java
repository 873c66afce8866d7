package dev.baton.notification.channel.slack;

import dev.baton.notification.channel.Notice;
import dev.baton.notification.channel.PickUpFacts;
import dev.baton.notification.channel.PickUpLinks;
import dev.baton.notification.channel.PickUpNotice;
import dev.baton.notification.channel.PlainNotice;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Messages in Block Kit. All text of people stands in {@code plain_text}, which knows no markup. */
@Component
final class SlackMessages {
    // Slack's published limits: header block, text of a section, field of a section, fields of a section.
    private static final int MAX_HEADER = 150;
    private static final int MAX_TEXT = 3000;
    private static final int MAX_FIELD = 2000;
    private static final int MAX_FIELDS = 10;

    private final PickUpLinks links;
    private final JsonMapper json = JsonMapper.builder().build();

    SlackMessages(PickUpLinks links) {
        this.links = links;
    }

    byte[] render(Notice notice) {
        return json.writeValueAsBytes(Map.of(
                // What a phone shows before the message is opened.
                "text", SlackText.of(notice.title(), MAX_TEXT),
                "mrkdwn", false, "unfurl_links", false, "unfurl_media", false,
                "blocks", switch (notice) {
                    case PickUpNotice pickUp -> blocks(pickUp);
                    case PlainNotice plain -> List.of(header(plain), section(plain.text()));
                }));
    }

    private List<Map<String, Object>> blocks(PickUpNotice notice) {
        Map<String, String> facts = PickUpFacts.of(notice);
        List<Map<String, Object>> fields = facts.entrySet()
                .stream()
                .filter(fact -> !fact.getKey().equals(PickUpFacts.PROBLEM))
                .limit(MAX_FIELDS)
                .map(fact -> plainText(fact.getKey() + ": " + fact.getValue(), MAX_FIELD))
                .toList();
        return List.of(header(notice), section(notice.problemSummary()), Map.of("type", "section", "fields", fields),
                Map.of("type", "actions", "block_id", "pick-up-" + notice.id(), "elements", List.of(Map.of(
                        "type", "button", "action_id", "pick-up", "style", "primary",
                        "text", plainText(notice.occasion().action(), MAX_FIELD),
                        "url", links.of(notice).toString()))));
    }

    private static Map<String, Object> header(Notice notice) {
        return Map.of("type", "header", "text", plainText(notice.title(), MAX_HEADER));
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", plainText(text, MAX_TEXT));
    }

    private static Map<String, Object> plainText(String text, int max) {
        return Map.of("type", "plain_text", "text", SlackText.of(text, max), "emoji", false);
    }
}
