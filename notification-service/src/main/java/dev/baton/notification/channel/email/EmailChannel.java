package dev.baton.notification.channel.email;

import dev.baton.notification.channel.Addressee;
import dev.baton.notification.channel.Audience;
import dev.baton.notification.channel.Channel;
import dev.baton.notification.channel.Notice;
import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.SendingRate;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Mail through the relay, one message for each person, so that nobody learns another's address. */
@Component
final class EmailChannel implements Channel {
    static final String NAME = "email";

    private final SmtpRelay relay;
    private final PickUpMails mails;
    private final SendingRate rate;
    private final Clock clock;

    EmailChannel(SmtpRelay relay, PickUpMails mails, EmailProperties properties, Clock clock) {
        this.relay = relay;
        this.mails = mails;
        this.rate = properties.rate();
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Addressee> addressees(Audience audience) {
        // One destination for all accounts: it is the relay that is slow or down, not an account.
        return audience.people().stream().map(person -> Addressee.person(person, NAME)).toList();
    }

    @Override
    public SendingRate rate() {
        return rate;
    }

    @Override
    public Outcome send(Notice notice) {
        MimeMessage mail;
        Address recipient;
        try {
            recipient = mails.recipientOf(notice);
            mail = mails.render(notice, recipient);
        } catch (MessagingException e) {
            return new Outcome.Refused("the address of the recipient is not valid");
        }
        return send(mail, recipient, false);
    }

    private Outcome send(MimeMessage mail, Address recipient, boolean again) {
        SmtpConversation conversation;
        try {
            conversation = again ? relay.open() : relay.borrow();
        } catch (MessagingException e) {
            return SmtpFailures.outcomeOf(e, false);
        }
        try {
            String answer = conversation.deliver(mail, recipient, clock.instant());
            relay.giveBack(conversation);
            return new Outcome.Accepted(RelayAnswers.withoutAddresses(answer));
        } catch (MessagingException e) {
            relay.close(conversation);
            Outcome outcome = SmtpFailures.outcomeOf(e, conversation.messageComplete());
            // A relay may close a kept connection at any time; nothing of this message was accepted there.
            boolean stale = conversation.reused() && outcome instanceof Outcome.Unavailable;
            return stale ? send(mail, recipient, true) : outcome;
        }
    }
}
