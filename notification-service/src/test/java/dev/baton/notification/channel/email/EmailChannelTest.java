package dev.baton.notification.channel.email;

import static dev.baton.notification.channel.PickUpNotices.aNotice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.PickUpLinksFixture;
import dev.baton.notification.channel.PickUpNotice;
import dev.baton.notification.channel.email.ScriptedRelay.Reaction;
import jakarta.mail.internet.AddressException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.mail.autoconfigure.MailProperties;

class EmailChannelTest {
    private static final String SENIOR = "senior@acme.example";

    private final ScriptedRelay relay = new ScriptedRelay();
    private final EmailChannel email = channelTo(relay.port());

    @AfterEach
    void close() throws Exception {
        relay.close();
    }

    @Test
    void tellsWhatTheRelayAnsweredWhenItAcceptsAMessage() {
        Outcome outcome = email.send(aNotice().build());

        assertThat(outcome).isEqualTo(new Outcome.Accepted("250 2.0.0 queued as 1"));
        assertThat(relay.mailsTo(SENIOR)).hasSize(1);
    }

    @Test
    void theAddressDoesNotComeBackInTheAnswer() {
        relay.on(SENIOR, Reaction.REFUSE_RECIPIENT);

        assertThat(email.send(aNotice().build()).answer()).contains("550 5.1.1 <address>: no such person");
    }

    @Test
    void oneConnectionCarriesManyMessages() {
        for (int i = 0; i < 20; i++) {
            assertThat(email.send(aNotice().build())).isInstanceOf(Outcome.Accepted.class);
        }

        assertThat(relay.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionThatTheRelayClosedMeanwhileCostsNoAttempt() {
        email.send(aNotice().build());
        relay.dropConnections();

        assertThat(email.send(aNotice().build())).isInstanceOf(Outcome.Accepted.class);
        assertThat(relay.mailsTo(SENIOR)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSE_RECIPIENT", "REFUSE_CONTENT"})
    void aRefusalOfTheRecipientOrTheContentIsFinal(Reaction refusal) {
        relay.on(SENIOR, refusal);

        assertThat(email.send(aNotice().build())).isInstanceOf(Outcome.Refused.class)
                .extracting(Outcome::answer)
                .asString()
                .contains("55");
        assertThat(relay.mailsTo(SENIOR)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFER_RECIPIENT", "DEFER_CONTENT"})
    void aDelayOfTheRecipientOrTheContentIsTriedAgain(Reaction delay) {
        relay.on(SENIOR, delay);

        assertThat(email.send(aNotice().build())).isInstanceOf(Outcome.Deferred.class)
                .extracting(Outcome::answer)
                .asString()
                .contains("45");
    }

    @ParameterizedTest
    @EnumSource(names = {"SAY_GOODBYE", "DIE_AT_RECIPIENT", "HANG_AT_RECIPIENT"})
    void aConversationThatEndsBeforeTheMessageIsCompleteWasCertainlyNotAccepted(Reaction end) {
        relay.on(SENIOR, end, end);

        assertThat(email.send(aNotice().build())).isInstanceOf(Outcome.Unavailable.class);
        assertThat(relay.mailsTo(SENIOR)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DIE_AFTER_CONTENT", "HANG_AFTER_CONTENT"})
    void aConversationThatEndsAfterTheMessageIsCompleteSaysNothing(Reaction end) {
        relay.on(SENIOR, end);

        assertThat(email.send(aNotice().build())).isInstanceOf(Outcome.Ambiguous.class);
        assertThat(relay.mailsTo(SENIOR)).as("what the relay had, unknown to us").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIE_AFTER_CONTENT", "HANG_AFTER_CONTENT"})
    void aKeptConnectionThatBreaksAfterTheMessageIsNotTriedAgainByTheChannel(Reaction end) {
        email.send(aNotice().build());
        relay.on(SENIOR, end);

        assertThat(email.send(aNotice().build())).isInstanceOf(Outcome.Ambiguous.class);
        assertThat(relay.mailsTo(SENIOR)).hasSize(2);
    }

    @Test
    void aRelayThatIsNotThereIsUnavailable() throws Exception {
        int nobodyListens;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobodyListens = closed.getLocalPort();
        }

        assertThat(channelTo(nobodyListens).send(aNotice().build())).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void aPersonWithoutAMailableAddressIsRefusedWithoutAskingTheRelay() {
        for (String address : new String[]{"", "nobody", "a@b\r\nRCPT TO:<evil@x.example>", "a@b, c@d",
                "undisclosed:;"}) {
            PickUpNotice notice = aNotice().to("Sen Ior", address).build();

            assertThat(email.send(notice)).as(address).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(relay.connections()).isZero();
    }

    static EmailChannel channelTo(int port) {
        MailProperties server = new MailProperties();
        server.setHost("127.0.0.1");
        server.setPort(port);
        EmailProperties properties = new EmailProperties("Baton <baton@msp.example>", Duration.ofSeconds(1),
                Duration.ofMillis(300), Duration.ofSeconds(20), 100, 50, 100);
        SmtpRelay smtp = new SmtpRelay(server, properties, Clock.systemUTC());
        try {
            PickUpMails mails = new PickUpMails(smtp, new PickUpBody(PickUpLinksFixture.links()), properties,
                    Clock.systemUTC());
            return new EmailChannel(smtp, mails, properties, Clock.systemUTC());
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
    }
}
