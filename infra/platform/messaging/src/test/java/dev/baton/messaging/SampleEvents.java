package dev.baton.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventEnvelope;
import dev.baton.events.EventId;
import dev.baton.events.HandoffCard;
import dev.baton.events.HandoffCreated;
import dev.baton.events.HandoffId;
import dev.baton.events.MemberStatus;
import dev.baton.events.Person;
import dev.baton.events.Priority;
import dev.baton.events.Role;
import dev.baton.events.SessionId;
import dev.baton.events.UserId;
import java.time.Instant;
import java.util.UUID;

/** Events whose content does not matter to the test. */
public final class SampleEvents {
    private SampleEvents() {}

    public static AccountId anAccount() {
        return new AccountId(UUID.randomUUID());
    }

    public static HandoffCreated aHandoff() {
        return aHandoff("Outlook is failing to sync");
    }

    public static HandoffCreated aHandoff(String problem) {
        return new HandoffCreated(new HandoffCard(new HandoffId(UUID.randomUUID()), new SessionId(UUID.randomUUID()),
                problem, "mail", Priority.HIGH, "Out of ideas", 4, "12345",
                new Person(new UserId(UUID.randomUUID()), "Jo Park"), null, Instant.EPOCH, 1, 0));
    }

    public static DirectoryUserChanged aPerson(String name) {
        return new DirectoryUserChanged(new UserId(UUID.randomUUID()), name, "someone@acme.example", Role.ENGINEER,
                MemberStatus.ACTIVE, 0);
    }

    public static EventEnvelope envelope(AccountId account, long epoch, long sequence) {
        return new EventEnvelope(new EventId(UUID.randomUUID()), account, epoch, sequence,
                Instant.parse("2026-01-01T00:00:00.123Z"), null, aHandoff());
    }
}
