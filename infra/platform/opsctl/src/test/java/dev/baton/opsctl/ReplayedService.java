package dev.baton.opsctl;

import dev.baton.events.AccountId;
import dev.baton.events.EventEnvelope;
import dev.baton.events.Topics;
import dev.baton.messaging.DirectorySubscription;
import dev.baton.messaging.EventSubscription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A service that rejects the accounts that it is told to, and remembers what it applied. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ReplayedService {
    public static final String GROUP = "notification-service";

    public final Set<AccountId> rejected = ConcurrentHashMap.newKeySet();
    private final Map<AccountId, List<EventEnvelope>> applied = new ConcurrentHashMap<>();

    @Bean
    EventSubscription handoffs() {
        return new EventSubscription(GROUP, Topics.HANDOFF_EVENTS, event -> {
            if (rejected.contains(event.accountId())) {
                throw new IllegalArgumentException("not yet possible");
            }
            applied.computeIfAbsent(event.accountId(), account -> new CopyOnWriteArrayList<>()).add(event);
        });
    }

    @Bean
    DirectorySubscription people() {
        return new DirectorySubscription(GROUP, (account, person) -> {
            // Only how far the directory was read matters here.
        });
    }

    public List<Long> applied(AccountId account) {
        return applied.getOrDefault(account, List.of()).stream().map(EventEnvelope::sequence).toList();
    }

    public List<Long> epochs(AccountId account) {
        return applied.getOrDefault(account, List.of()).stream().map(EventEnvelope::epoch).toList();
    }
}
