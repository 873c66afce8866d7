package dev.baton.launcher.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Takes a message apart. */
final class MailReader {
    private static final int DEEPEST = 8;

    CaughtMail read(String id, String from, List<String> to, InputStream data, Instant receivedAt)
            throws IOException, MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), data);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                    .add(MimeUtility.unfold(header.getValue()));
        }
        return new CaughtMail(id, from, to, message.getSubject(), headers, body(message, "text/plain", 0),
                body(message, "text/html", 0), receivedAt);
    }

    /** The first part of that type, whatever it is nested in. */
    private static @Nullable String body(Part part, String type, int depth) throws IOException, MessagingException {
        if (part.isMimeType(type)) {
            return part.getContent() instanceof String text ? text : null;
        }
        if (depth < DEEPEST && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                String found = body(each, type, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
