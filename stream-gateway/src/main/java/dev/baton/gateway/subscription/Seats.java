package dev.baton.gateway.subscription;

import dev.baton.events.AccountId;
import dev.baton.events.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Who has a place, or wants one. Two of them are never equal. */
    public interface Sitter {
        Subscriber subscriber();

        /**
         * A newer stream of the same person needs the place, which is gone. Called at most once, by the thread of the newer
         * stream.
         */
        void evict();
    }

    /** What came of a try to take one; {@code moved} has lost its own. */
    private record Taken(boolean seated, @Nullable Sitter moved) {}

    /** Touched within {@code compute} of the map only. */
    private final class AccountSeats {
        // The oldest first. Mostly one, and there are as many as streams: a list that does not grow is the smallest.
        private final Map<UserId, List<Sitter>> byUser = new HashMap<>();
        private int taken;

        Taken take(Sitter sitter) {
            UserId user = sitter.subscriber().user();
            List<Sitter> own = byUser.getOrDefault(user, List.of());
            // Their own oldest makes room, also where the account is full: nobody else loses by it.
            Sitter moved = own.size() >= limits.perUser() ? own.getFirst() : null;
            taken -= moved == null ? 0 : 1;
            boolean free = taken < limits.perAccount();
            taken += free ? 1 : 0;
            Stream<Sitter> stay = own.stream().skip(moved == null ? 0 : 1);
            keep(user, free ? Stream.concat(stay, Stream.of(sitter)) : stay);
            return new Taken(free, moved);
        }

        private void keep(UserId user, Stream<Sitter> sitters) {
            List<Sitter> own = sitters.collect(Collectors.toUnmodifiableList());
            if (own.isEmpty()) {
                byUser.remove(user);
            } else {
                byUser.put(user, own);
            }
        }

        boolean leave(Sitter sitter) {
            UserId user = sitter.subscriber().user();
            List<Sitter> own = byUser.getOrDefault(user, List.of());
            if (!own.contains(sitter)) {
                return false;
            }
            taken--;
            keep(user, own.stream().filter(each -> !each.equals(sitter)));
            return true;
        }
    }

    /**
     * Takes a place. The oldest stream of a person who has all of theirs gives up its own.
     *
     * @return false where the account has no place left
     */
    public boolean take(Sitter sitter) {
        AtomicReference<Taken> result = new AtomicReference<>(new Taken(false, null));
        accounts.compute(sitter.subscriber().account(), (id, there) -> {
            AccountSeats seats = there == null ? new AccountSeats() : there;
            result.set(seats.take(sitter));
            return seats;
        });
        Taken taken = result.get();
        // Outside of the lock: it ends a stream, and whatever that does must not find its account locked.
        if (taken.moved() != null) {
            taken.moved().evict();
        }
        return taken.seated();
    }

    /** Gives a place back. Nothing happens where it was given back before, or was taken by a newer stream. */
    public void leave(Sitter sitter) {
        accounts.computeIfPresent(sitter.subscriber().account(),
                (id, seats) -> seats.leave(sitter) && seats.taken == 0 ? null : seats);
    }

    /** How many are taken now, of all accounts together. */
    public int taken() {
        return accounts.values().stream().mapToInt(seats -> seats.taken).sum();
    }
}
