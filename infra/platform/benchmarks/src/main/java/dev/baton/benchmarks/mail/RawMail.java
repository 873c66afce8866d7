package dev.baton.benchmarks.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** The same messages sent by a loop with one kept connection, without anything of the platform around it. */
final class RawMail {
    private final Session session = Session.getInstance(new Properties());

    /** Sends all, and returns what the sink took. */
    List<SmtpSink.Mail> send(List<SmtpSink.Mail> mails) throws MessagingException, IOException {
        List<MimeMessage> messages = mails.stream().map(this::message).toList();
        try (SmtpSink sink = new SmtpSink(0); Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", sink.port(), null, null);
            for (int i = 0; i < messages.size(); i++) {
                transport.sendMessage(messages.get(i),
                        new InternetAddress[]{new InternetAddress(mails.get(i).recipient())});
            }
            return sink.mails();
        }
    }

    private MimeMessage message(SmtpSink.Mail mail) {
        try {
            return new MimeMessage(session,
                    new ByteArrayInputStream(mail.message().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (MessagingException e) {
            throw new IllegalStateException("what came is no mail", e);
        }
    }
}
