package dev.baton.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import dev.baton.events.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Acceptance G7. */
class SeatsTest {
    private static final int THREADS = 8;
    private static final int TRIES = 5_000;

    /** Somebody who wants a place. */
    private record Guest(Subscriber subscriber, Runnable evicted) implements Seats.Sitter {
        @Override
        public void evict() {
            evicted.run();
        }

        // As the real ones, of which a person has several.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final List<String> evicted = new ArrayList<>();

    @Test
    void theOldestOfAPersonMakesRoomForTheNewest() {
        Seats seats = seats(2, 10);
        Subscriber sam = somebody(account);

        take(seats, sam, "first");
        take(seats, sam, "second");
        take(seats, somebody(account), "another's");
        assertThat(evicted).isEmpty();
        take(seats, sam, "third");

        assertThat(evicted).containsExactly("first");
        assertThat(seats.taken()).isEqualTo(3);
    }

    @Test
    void whoGaveTheirsBackIsNotEvicted() {
        Seats seats = seats(2, 10);
        Subscriber sam = somebody(account);
        Guest first = seated(seats, sam, "first");
        take(seats, sam, "second");

        seats.leave(first);
        take(seats, sam, "third");
        assertThat(evicted).isEmpty();
        take(seats, sam, "fourth");

        assertThat(evicted).containsExactly("second");
    }

    @Test
    void aFullAccountTakesNobodyElseAndEvictsNobody() {
        Seats seats = seats(2, 3);
        Guest first = seated(seats, somebody(account), "first");
        take(seats, somebody(account), "second");
        take(seats, somebody(account), "third");

        assertThat(take(seats, somebody(account), "fourth")).isFalse();
        assertThat(take(seats, somebody(new AccountId(UUID.randomUUID())), "elsewhere")).isTrue();
        seats.leave(first);
        assertThat(take(seats, somebody(account), "fifth")).isTrue();
        assertThat(evicted).isEmpty();
    }

    @Test
    void inAFullAccountAPersonStillChangesTheirOldestForANewOne() {
        Seats seats = seats(2, 2);
        Subscriber sam = somebody(account);
        take(seats, sam, "first");
        take(seats, sam, "second");

        assertThat(take(seats, sam, "third")).isTrue();

        assertThat(evicted).containsExactly("first");
        assertThat(seats.taken()).isEqualTo(2);
    }

    @Test
    void aPlaceIsGivenBackOnceHoweverOftenItIsSaid() {
        Seats seats = seats(2, 10);
        Subscriber sam = somebody(account);
        Guest first = seated(seats, sam, "first");
        take(seats, sam, "second");
        take(seats, sam, "third");

        seats.leave(first);
        seats.leave(first);

        assertThat(seats.taken()).isEqualTo(2);
    }

    @Test
    void thousandsThatComeAndGoAtOnceLeaveNothingCounted() throws Exception {
        Seats seats = seats(3, 40);
        List<Subscriber> people = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            AccountId its = new AccountId(UUID.randomUUID());
            for (int j = 0; j < 20; j++) {
                people.add(somebody(its));
            }
        }
        List<Future<List<Try>>> runs = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                runs.add(threads.submit(() -> comeAndGo(seats, people)));
            }
        }
        List<Try> tries = new ArrayList<>();
        for (Future<List<Try>> run : runs) {
            tries.addAll(run.get());
        }

        assertThat(tries).as("both limits were met").anyMatch(each -> !each.seated()).anyMatch(Try::isEvicted);
        assertThat(tries).allMatch(each -> each.evictions().get() <= 1);
        assertThat(seats.taken()).isEqualTo((int) tries.stream().filter(Try::isSeated).count()).isPositive();
        tries.forEach(each -> seats.leave(each.guest()));
        assertThat(seats.taken()).isZero();
    }

    private record Try(Guest guest, boolean seated, boolean left, AtomicInteger evictions) {
        boolean isEvicted() {
            return evictions.get() > 0;
        }

        boolean isSeated() {
            return seated && !left && !isEvicted();
        }
    }

    // Two of three go again, so that there is room for others.
    private static List<Try> comeAndGo(Seats seats, List<Subscriber> people) {
        List<Try> tries = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            Subscriber person = people.get(ThreadLocalRandom.current().nextInt(people.size()));
            AtomicInteger evictions = new AtomicInteger();
            Guest guest = new Guest(person, evictions::incrementAndGet);
            boolean seated = seats.take(guest);
            boolean leaves = i % 3 != 0;
            if (leaves) {
                seats.leave(guest);
            }
            tries.add(new Try(guest, seated, leaves, evictions));
        }
        return tries;
    }

    private Guest seated(Seats seats, Subscriber person, String name) {
        Guest guest = new Guest(person, () -> evicted.add(name));
        assertThat(seats.take(guest)).isTrue();
        return guest;
    }

    private boolean take(Seats seats, Subscriber person, String name) {
        return seats.take(new Guest(person, () -> evicted.add(name)));
    }

    private static Subscriber somebody(AccountId account) {
        return new Subscriber(account, new UserId(UUID.randomUUID()), Long.MAX_VALUE);
    }

    private static Seats seats(int perUser, int perAccount) {
        return new Seats(new Binder(new MapConfigurationPropertySource(Map.of(
                "baton.gateway.stream.limits.per-user", perUser,
                "baton.gateway.stream.limits.per-account", perAccount)))
                .bindOrCreate("baton.gateway.stream", StreamProperties.class));
    }
}
