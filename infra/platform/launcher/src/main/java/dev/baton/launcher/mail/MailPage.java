package dev.baton.launcher.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page that lists what was caught. Everything on it is escaped. */
final class MailPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Caught mail - Baton</title>
            <meta name="viewport" content="width=device-width">
            <style>
            :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            details { border: 1px solid #8886; border-radius: .5rem; margin: .5rem 0; padding: .6rem .9rem; }
            summary { cursor: pointer; } summary strong { display: block; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; } dt { font-weight: 600; }
            small { opacity: .75; } iframe { width: 100%; height: 24rem; border: 1px solid #8886; background: #fff; }
            </style></head><body>
            <h1>Caught mail</h1>
            <p>What the platform sent from this machine. Nothing leaves it. Reload to see newer ones.</p>
            """;

    String render(List<CaughtMail> mails, List<CaughtPost> posts) {
        StringBuilder page = new StringBuilder(HEAD);
        if (mails.isEmpty()) {
            page.append("<p>No mail yet.</p>\n");
        }
        mails.forEach(mail -> append(page, mail));
        page.append("<h1>Caught chat messages</h1>\n");
        if (posts.isEmpty()) {
            page.append("<p>None yet. An admin connects a chat by setting a destination, see the README.</p>\n");
        }
        posts.forEach(post -> append(page, post));
        return page.append("</body></html>\n").toString();
    }

    private static void append(StringBuilder page, CaughtMail mail) {
        page.append("<details><summary><strong>")
                .append(escaped(mail.subject()))
                .append("</strong><small>to ")
                .append(escaped(String.join(", ", mail.to())))
                .append(" - <time>")
                .append(mail.receivedAt())
                .append("</time></small></summary>\n<pre>")
                .append(escaped(mail.text()))
                .append("</pre>\n");
        if (mail.html() != null) {
            // Without any allowance the frame runs no script and opens nothing.
            page.append("<iframe sandbox title=\"HTML part\" srcdoc=\"")
                    .append(escaped(mail.html()))
                    .append("\"></iframe>\n");
        }
        page.append("<details><summary>Headers</summary><dl>\n");
        mail.headers()
                .forEach((name, values) -> values.forEach(value -> page.append("<dt>")
                        .append(escaped(name))
                        .append("</dt><dd>")
                        .append(escaped(value))
                        .append("</dd>\n")));
        page.append("</dl></details></details>\n");
    }

    private static void append(StringBuilder page, CaughtPost post) {
        page.append("<details><summary><strong>")
                .append(escaped(post.kind()))
                .append("</strong><small>to ")
                .append(escaped(post.path()))
                .append(" - <time>")
                .append(post.receivedAt())
                .append("</time></small></summary>\n<pre>")
                .append(escaped(post.body()))
                .append("</pre></details>\n");
    }

    private static String escaped(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
