package dev.baton.gateway.subscription;

import dev.baton.events.AccountId;
import dev.baton.events.UserId;
import dev.baton.platform.security.Actor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The places of streams on this replica, bounded for each person and each account (acceptance G7). Taking and leaving
 * one cost the same however many an account has. Safe for use by all event loops; one account is one lock.
 */
@Component
public class Seats {
    private final Map<AccountId, AccountSeats> accounts = new ConcurrentHashMap<>();
    private final StreamProperties.Limits limits;

    Seats(StreamProperties properties) {
        this.limits = properties.limits();
    }

    /** A place that somebody has. */
    public final class Seat {
        private final AccountId account;
        private final UserId user;
        private final Runnable evict;

        private Seat(Actor actor, Runnable evict) {
            this.account = actor.accountId();
            this.user = actor.id();
            this.evict = evict;
        }

        /** Gives it back. Nothing happens where it was given back before, or was taken by a newer stream. */
        public void leave() {
            accounts.computeIfPresent(account, (id, seats) -> seats.leave(this) && seats.taken == 0 ? null : seats);
        }
    }

    /** What came of a try to take one; {@code moved} has lost its own. */
    private record Taken(boolean seated, @Nullable Seat moved) {}

    /** Touched within {@code compute} of the map only. */
    private final class AccountSeats {
        // The oldest first. Mostly one: a set for each person took 0.14 KB more of the heap for a stream.
        private final Map<UserId, List<Seat>> byUser = new HashMap<>();
        private int taken;

        Taken take(Seat seat) {
            List<Seat> own = byUser.computeIfAbsent(seat.user, user -> new ArrayList<>(1));
            // Their own oldest makes room, also where the account is full: nobody else loses by it.
            Seat moved = own.size() >= limits.perUser() ? own.removeFirst() : null;
            taken -= moved == null ? 0 : 1;
            boolean free = taken < limits.perAccount();
            if (free) {
                own.add(seat);
                taken++;
            } else if (own.isEmpty()) {
                byUser.remove(seat.user);
            }
            return new Taken(free, moved);
        }

        boolean leave(Seat seat) {
            List<Seat> own = byUser.get(seat.user);
            if (own == null || !own.remove(seat)) {
                return false;
            }
            taken--;
            if (own.isEmpty()) {
                byUser.remove(seat.user);
            }
            return true;
        }
    }

    /**
     * Takes a place. The oldest stream of a person who has all of theirs gives up its own.
     *
     * @param evict called once, by the thread of the newer stream, when this place is the oldest and needed
     * @return nothing where the account has no place left
     */
    public Optional<Seat> take(Actor actor, Runnable evict) {
        Seat seat = new Seat(actor, evict);
        AtomicReference<Taken> result = new AtomicReference<>(new Taken(false, null));
        accounts.compute(actor.accountId(), (id, there) -> {
            AccountSeats seats = there == null ? new AccountSeats() : there;
            result.set(seats.take(seat));
            return seats;
        });
        Taken taken = result.get();
        // Outside of the lock: it ends a stream, and whatever that does must not find its account locked.
        if (taken.moved() != null) {
            taken.moved().evict.run();
        }
        return taken.seated() ? Optional.of(seat) : Optional.empty();
    }

    /** How many are taken now, of all accounts together. */
    public int taken() {
        return accounts.values().stream().mapToInt(seats -> seats.taken).sum();
    }
}
