package dev.baton.notification.channel.teams;

import dev.baton.notification.channel.Notice;
import dev.baton.notification.channel.OneLine;
import dev.baton.notification.channel.PickUpFacts;
import dev.baton.notification.channel.PickUpLinks;
import dev.baton.notification.channel.PickUpNotice;
import dev.baton.notification.channel.PlainNotice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as Adaptive Cards 1.4. Text of people stands in the runs of a {@code RichTextBlock}: a {@code TextBlock} would
 * read it as Markdown, with links and pictures of the writer's choice (T6).
 */
@Component
final class TeamsCards {
    /** Teams takes 28 KB; its own envelope needs some of it. */
    static final int MAX_BYTES = 24 * 1024;
    private static final int LONGEST_TEXT = 8_000;

    private final PickUpLinks links;
    private final JsonMapper json = JsonMapper.builder().build();

    TeamsCards(PickUpLinks links) {
        this.links = links;
    }

    /** At most {@link #MAX_BYTES}: texts are cut, all to the same length, until it fits. */
    byte[] render(Notice notice) {
        int longest = LONGEST_TEXT;
        byte[] message = render(notice, longest);
        while (message.length > MAX_BYTES) {
            longest /= 2;
            message = render(notice, longest);
        }
        return message;
    }

    private byte[] render(Notice notice, int longest) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        switch (notice) {
            case PickUpNotice pickUp -> {
                card.put("body", body(pickUp, longest));
                card.put("actions", List.of(Map.of("type", "Action.OpenUrl", "title",
                        pickUp.occasion().action(), "url", links.of(pickUp).toString())));
            }
            case PlainNotice plain -> card.put("body",
                    List.of(title(plain, longest), richText(List.of(run(plain.text(), longest)))));
        }
        return json.writeValueAsBytes(Map.of("type", "message", "attachments", List.of(Map.of(
                "contentType", "application/vnd.microsoft.card.adaptive", "content", card))));
    }

    private static List<Map<String, Object>> body(PickUpNotice notice, int longest) {
        List<Map<String, Object>> body = new ArrayList<>();
        body.add(title(notice, longest));
        PickUpFacts.of(notice)
                .forEach((label, value) -> body
                        .add(richText(List.of(bold(label + ": ", longest), run(value, longest)))));
        return body;
    }

    private static Map<String, Object> title(Notice notice, int longest) {
        Map<String, Object> run = bold(notice.title(), longest);
        run.put("size", "Medium");
        return richText(List.of(run));
    }

    private static Map<String, Object> richText(List<Map<String, Object>> runs) {
        return Map.of("type", "RichTextBlock", "inlines", runs);
    }

    private static Map<String, Object> bold(String text, int longest) {
        Map<String, Object> run = run(text, longest);
        run.put("weight", "Bolder");
        return run;
    }

    private static Map<String, Object> run(String text, int longest) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("type", "TextRun");
        run.put("text", cut(text, longest));
        return run;
    }

    private static String cut(String text, int longest) {
        // A label keeps the space before its value.
        String line = OneLine.of(text) + (text.endsWith(": ") ? " " : "");
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
