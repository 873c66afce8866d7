package dev.baton.notification.channel.email;

import dev.baton.notification.channel.OneLine;
import dev.baton.notification.channel.PickUpFacts;
import dev.baton.notification.channel.PickUpLinks;
import dev.baton.notification.channel.PickUpNotice;
import dev.baton.notification.channel.PlainNotice;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** What a mail says, as plain text and as HTML. Text of people is escaped and never becomes markup (T6). */
@Component
final class PickUpBody {
    private final PickUpLinks links;

    PickUpBody(PickUpLinks links) {
        this.links = links;
    }

    String text(PickUpNotice notice) {
        String facts = PickUpFacts.of(notice)
                .entrySet()
                .stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining("\n"));
        return """
                %s

                %s

                %s: %s

                %s
                """.formatted(opening(notice), facts, notice.occasion().action(), links.of(notice),
                notice.occasion().advice());
    }

    String text(PlainNotice notice) {
        return OneLine.of(notice.text()) + "\n";
    }

    String html(PlainNotice notice) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="UTF-8"><title>%s</title></head>
                <body style="font-family:sans-serif;font-size:15px;line-height:1.4">
                <p>%s</p>
                </body>
                </html>
                """.formatted(escape(OneLine.of(notice.title())), escape(OneLine.of(notice.text())));
    }

    String html(PickUpNotice notice) {
        String facts = PickUpFacts.of(notice)
                .entrySet()
                .stream()
                .map(fact -> "<tr><th align=\"left\" valign=\"top\" style=\"padding:2px 12px 2px 0\">" + fact.getKey()
                        + "</th><td>" + escape(fact.getValue()) + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="UTF-8"><title>%s</title></head>
                <body style="font-family:sans-serif;font-size:15px;line-height:1.4">
                <p>%s</p>
                <table role="presentation">
                %s
                </table>
                <p><a href="%s" style="display:inline-block;padding:10px 20px;background:#1d4ed8;color:#ffffff">\
                %s</a></p>
                <p style="color:#595959">%s</p>
                </body>
                </html>
                """.formatted(escape(OneLine.of(notice.title())), escape(opening(notice)), facts,
                escape(links.of(notice).toString()), notice.occasion().action(), notice.occasion().advice());
    }

    private static String opening(PickUpNotice notice) {
        return notice.occasion().opening(OneLine.of(notice.escalatedBy()));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
