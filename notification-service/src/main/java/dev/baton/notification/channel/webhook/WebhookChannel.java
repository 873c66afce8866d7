package dev.baton.notification.channel.webhook;

import dev.baton.notification.channel.Addressee;
import dev.baton.notification.channel.Audience;
import dev.baton.notification.channel.Channel;
import dev.baton.notification.channel.Notice;
import dev.baton.notification.channel.Outcome;
import dev.baton.notification.channel.SendingRate;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** One message to the chat that the account has connected, whoever works there. */
public final class WebhookChannel implements Channel {
    /** Slack's limit for each webhook. The Teams connector of a flow takes 100 calls a minute, and says so to no one. */
    private static final SendingRate RATE = SendingRate.perSecond(1, 1);

    private final String name;
    private final String label;
    private final WebhookClient client;
    private final Function<Notice, byte[]> messages;
    private final Function<WebhookReply, Outcome> answers;

    /**
     * A channel to one kind of chat.
     *
     * @param label as people know it
     * @param messages renders JSON
     * @param answers knows what the service's answers mean
     */
    public WebhookChannel(String name, String label, WebhookClient client, Function<Notice, byte[]> messages,
            Function<WebhookReply, Outcome> answers) {
        this.name = name;
        this.label = label;
        this.client = client;
        this.messages = messages;
        this.answers = answers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Addressee> addressees(Audience audience) {
        UUID webhook = audience.webhooks().get(name);
        return webhook == null ? List.of() : List.of(Addressee.webhook(webhook, label));
    }

    @Override
    public SendingRate rate() {
        return RATE;
    }

    @Override
    public Outcome send(Notice notice) {
        return answers.apply(client.post(URI.create(notice.address()), messages.apply(notice)));
    }
}
