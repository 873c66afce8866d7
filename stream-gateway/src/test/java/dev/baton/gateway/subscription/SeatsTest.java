package dev.baton.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.UserId;
import dev.baton.platform.security.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final List<String> evicted = new ArrayList<>();

    @Test
    void theOldestOfAPersonMakesRoomForTheNewest() {
        Seats seats = seats(2, 10);
        Actor sam = somebody(account);

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
        Actor sam = somebody(account);
        Seats.Seat first = take(seats, sam, "first").orElseThrow();
        take(seats, sam, "second");

        first.leave();
        take(seats, sam, "third");
        assertThat(evicted).isEmpty();
        take(seats, sam, "fourth");

        assertThat(evicted).containsExactly("second");
    }

    @Test
    void aFullAccountTakesNobodyElseAndEvictsNobody() {
        Seats seats = seats(2, 3);
        Seats.Seat first = take(seats, somebody(account), "first").orElseThrow();
        take(seats, somebody(account), "second");
        take(seats, somebody(account), "third");

        assertThat(take(seats, somebody(account), "fourth")).isEmpty();
        assertThat(take(seats, somebody(new AccountId(UUID.randomUUID())), "elsewhere")).isPresent();
        first.leave();
        assertThat(take(seats, somebody(account), "fifth")).isPresent();
        assertThat(evicted).isEmpty();
    }

    @Test
    void inAFullAccountAPersonStillChangesTheirOldestForANewOne() {
        Seats seats = seats(2, 2);
        Actor sam = somebody(account);
        take(seats, sam, "first");
        take(seats, sam, "second");

        assertThat(take(seats, sam, "third")).isPresent();

        assertThat(evicted).containsExactly("first");
        assertThat(seats.taken()).isEqualTo(2);
    }

    @Test
    void aPlaceIsGivenBackOnceHoweverOftenItIsSaid() {
        Seats seats = seats(2, 10);
        Actor sam = somebody(account);
        Seats.Seat first = take(seats, sam, "first").orElseThrow();
        take(seats, sam, "second");
        take(seats, sam, "third");

        first.leave();
        first.leave();

        assertThat(seats.taken()).isEqualTo(2);
    }

    @Test
    void thousandsThatComeAndGoAtOnceLeaveNothingCounted() throws Exception {
        Seats seats = seats(3, 40);
        List<Actor> people = new ArrayList<>();
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

        assertThat(tries).as("both limits were met").anyMatch(each -> each.seat().isEmpty()).anyMatch(Try::isEvicted);
        assertThat(tries).allMatch(each -> each.evictions().get() <= 1);
        assertThat(seats.taken()).isEqualTo((int) tries.stream().filter(Try::isSeated).count()).isPositive();
        tries.forEach(each -> each.seat().ifPresent(Seats.Seat::leave));
        assertThat(seats.taken()).isZero();
    }

    private record Try(Optional<Seats.Seat> seat, boolean left, AtomicInteger evictions) {
        boolean isEvicted() {
            return evictions.get() > 0;
        }

        boolean isSeated() {
            return seat.isPresent() && !left && !isEvicted();
        }
    }

    // Two of three go again, so that there is room for others.
    private static List<Try> comeAndGo(Seats seats, List<Actor> people) {
        List<Try> tries = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            Actor person = people.get(ThreadLocalRandom.current().nextInt(people.size()));
            AtomicInteger evictions = new AtomicInteger();
            Optional<Seats.Seat> seat = seats.take(person, evictions::incrementAndGet);
            boolean leaves = i % 3 != 0;
            if (leaves) {
                seat.ifPresent(Seats.Seat::leave);
            }
            tries.add(new Try(seat, leaves, evictions));
        }
        return tries;
    }

    private Optional<Seats.Seat> take(Seats seats, Actor actor, String name) {
        return seats.take(actor, () -> evicted.add(name));
    }

    private static Actor somebody(AccountId account) {
        return new Actor(new UserId(UUID.randomUUID()), account, "Sam", Role.ENGINEER);
    }

    private static Seats seats(int perUser, int perAccount) {
        return new Seats(new Binder(new MapConfigurationPropertySource(Map.of(
                "baton.gateway.stream.limits.per-user", perUser,
                "baton.gateway.stream.limits.per-account", perAccount)))
                .bindOrCreate("baton.gateway.stream", StreamProperties.class));
    }
}
