package dev.baton.notification.channel.email;

import dev.baton.notification.channel.email.ScriptedRelay.Mail;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One client of a {@link ScriptedRelay}, from greeting to goodbye. */
final class ScriptedConversation {
    private final ScriptedRelay relay;
    private final BufferedReader in;
    private final OutputStream out;
    private String recipient = "";
    private @Nullable Reaction reaction;
    private boolean over;

    ScriptedConversation(ScriptedRelay relay, BufferedReader in, OutputStream out) {
        this.relay = relay;
        this.in = in;
        this.out = out;
    }

    void run() throws IOException {
        say("220 relay.test ESMTP");
        for (String line = in.readLine(); line != null && !over; line = in.readLine()) {
            String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say("250-relay.test\r\n250 8BITMIME");
                case "RCPT" -> receiveRecipient(line);
                case "DATA" -> receiveContent();
                default -> say("250 ok");
            }
            if (over || verb.equals("QUIT")) {
                return;
            }
        }
    }

    private void receiveRecipient(String line) throws IOException {
        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        reaction = relay.nextReaction(recipient);
        switch (reaction) {
            case REFUSE_RECIPIENT -> say("550 5.1.1 <" + recipient + ">: no such person");
            case DEFER_RECIPIENT -> say("451 4.7.1 greylisted, come again");
            case SAY_GOODBYE -> {
                say("421 4.3.2 shutting down");
                over = true;
            }
            case DIE_AT_RECIPIENT -> over = true;
            case HANG_AT_RECIPIENT -> in.readLine();
            case null, default -> say("250 ok");
        }
    }

    private void receiveContent() throws IOException {
        say("354 go ahead");
        String content = readContent();
        if (reaction == Reaction.REFUSE_CONTENT) {
            say("554 5.7.1 looks like spam");
            return;
        }
        if (reaction == Reaction.DEFER_CONTENT) {
            say("452 4.2.2 mailbox full");
            return;
        }
        int number = relay.receive(new Mail(recipient, content));
        switch (reaction) {
            case HANG_AFTER_CONTENT -> in.readLine();
            case DIE_AFTER_CONTENT -> over = true;
            case null, default -> say("250 2.0.0 queued as " + number);
        }
    }

    private String readContent() throws IOException {
        StringBuilder raw = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            raw.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return raw.toString();
    }

    private void say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
