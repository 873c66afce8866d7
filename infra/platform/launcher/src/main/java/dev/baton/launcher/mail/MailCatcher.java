package dev.baton.launcher.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The mail catcher process. */
public final class MailCatcher implements AutoCloseable {
    private final SmtpDoor smtp;
    private final HttpDoor http;

    /** Opens both doors on the loopback address; a port of 0 takes a free one. */
    MailCatcher(Path folder, int smtpPort, int httpPort, Clock clock) throws IOException {
        Catch<CaughtMail> mails = new Catch<>(folder, CaughtMail.class);
        Catch<CaughtPost> posts = new Catch<>(folder.resolve("hooks"), CaughtPost.class);
        smtp = new SmtpDoor(mails, smtpPort, clock);
        http = new HttpDoor(mails, posts, new HookDoor(posts, clock), httpPort);
        smtp.open();
        http.open();
    }

    /**
     * Runs until a signal.
     *
     * @param args the folder of the mails, the SMTP port, the HTTP port
     */
    @SuppressWarnings("resource") // Open until the process ends.
    public static void main(String[] args) throws IOException {
        MailCatcher catcher = new MailCatcher(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]),
                Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(catcher::close));
    }

    int smtpPort() {
        return smtp.port();
    }

    int httpPort() {
        return http.port();
    }

    @Override
    public void close() {
        smtp.close();
        http.close();
    }
}
