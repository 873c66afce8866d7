package dev.baton.notification.destination;

import dev.baton.events.AccountId;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.notification.destination.WebhookChange.Action;
import dev.baton.platform.problem.InvalidRequest;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.security.Actor;
import dev.baton.platform.web.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What admins do about where the chat messages of their account go (N4). Every change leaves a {@link WebhookChange}. */
@Service
public class AccountDestinations {
    private final Webhooks webhooks;
    private final WebhookChanges changes;
    private final WebhookProperties properties;
    private final Gates gates;
    private final TimeOrderedUuid ids;

    AccountDestinations(Webhooks webhooks, WebhookChanges changes, WebhookProperties properties, Gates gates,
            TimeOrderedUuid ids) {
        this.webhooks = webhooks;
        this.changes = changes;
        this.properties = properties;
        this.gates = gates;
        this.ids = ids;
    }

    @Transactional(readOnly = true)
    public List<Webhook> of(AccountId account) {
        return webhooks.of(account);
    }

    /** The newest change first. */
    @Transactional(readOnly = true)
    public Page<WebhookChange> changes(AccountId account, @Nullable UUID before, int limit) {
        return Page.of(changes.of(account, before, limit + 1), limit, last -> last.id().toString());
    }

    /**
     * Sets or replaces the URL and enables the destination.
     *
     * @throws InvalidRequest 400 for a URL that this kind of destination cannot have
     */
    @Transactional
    public Webhook set(Actor actor, WebhookKind kind, String url) {
        WebhookUrl allowed;
        try {
            allowed = WebhookUrl.of(url, properties.origins(kind));
        } catch (WebhookUrl.NotAllowed e) {
            throw new InvalidRequest("url", e.rule());
        }
        Webhook webhook = webhooks.put(actor, kind, ids.next(), allowed);
        changes.add(actor.accountId(), webhook, Action.SET, actor);
        gates.renew(webhook.destination());
        return webhook;
    }

    /**
     * Removes it with its URL; messages that wait for it are suppressed.
     *
     * @throws NotFound 404 when there is none
     */
    @Transactional
    public void remove(Actor actor, WebhookKind kind) {
        Webhook removed = webhooks.remove(actor.accountId(), kind).orElseThrow(NotFound::new);
        changes.add(actor.accountId(), removed, Action.REMOVED, actor);
    }

    /**
     * The one that a test message goes to, in the caller's transaction, which makes the message.
     *
     * @throws NotFound 404 when there is none
     */
    public Webhook tested(Actor actor, WebhookKind kind) {
        Webhook webhook = webhooks.lock(actor.accountId(), kind).orElseThrow(NotFound::new);
        changes.add(actor.accountId(), webhook, Action.TESTED, actor);
        return webhook;
    }

    /** Whether a destination still has the URL that answered: what an old one says is not held against the new one. */
    @Transactional(readOnly = true)
    public boolean isCurrent(AccountId account, UUID webhook, long version) {
        return webhooks.isCurrent(account, webhook, version);
    }

    /** Whether a URL that was set earlier may still be posted to: the list of allowed hosts may be shorter by now. */
    public boolean allows(WebhookKind kind, String url) {
        try {
            WebhookUrl.of(url, properties.origins(kind));
            return true;
        } catch (WebhookUrl.NotAllowed e) {
            return false;
        }
    }

    /**
     * The other side takes nothing any more. In the caller's transaction, which tells the admins.
     *
     * @param version of the URL that answered
     * @return empty when there is nothing to tell: it is disabled already, or has another URL by now
     */
    public Optional<Webhook> disable(AccountId account, UUID webhook, long version, String reason) {
        Optional<Webhook> disabled = webhooks.disable(account, webhook, version, reason);
        disabled.ifPresent(now -> changes.add(account, now, Action.DISABLED, null));
        return disabled;
    }
}
