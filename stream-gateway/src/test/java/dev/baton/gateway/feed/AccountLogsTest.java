package dev.baton.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class AccountLogsTest {
    private static final DataSize SMALL = DataSize.ofKilobytes(64);

    private final LogFixture feed = new LogFixture(0, SMALL);
    private final AccountId account = LogFixture.anAccount();

    @AfterEach
    void everyFrameIsGivenBack() {
        feed.close();

        assertThat(gauge("baton.gateway.log.bytes")).isZero();
        assertThat(gauge("baton.gateway.log.frames")).isZero();
    }

    @Test
    void memoryIsBoundedHoweverMuchComes() {
        for (int i = 0; i < 100; i++) {
            feed.handoffs(LogFixture.anAccount(), 1, 1, 100);

            assertThat(gauge("baton.gateway.log.bytes")).isLessThanOrEqualTo(SMALL.toBytes());
        }
        assertThat(gauge("baton.gateway.log.frames")).isPositive();
    }

    @Test
    void aReaderWhoseFramesAreForgottenIsToldSo() {
        feed.handoffs(account, 1, 1, 1);
        feed.handoffs(LogFixture.anAccount(), 1, 1, 1_000);

        long next = feed.logs.open(account).read(0, 1_000, (bytes, timestamp) -> bytes.release());

        assertThat(next).isEqualTo(AccountLog.FORGOTTEN);
    }

    @Test
    void readersAreWokenOnceForAWholePoll() {
        List<Set<AccountId>> woken = new ArrayList<>();
        feed.logs.listen((accounts, spans) -> woken.add(accounts));

        feed.handoffs(account, 1, 1, 10).steps(account, 1, 11, 12);

        assertThat(woken).containsExactly(Set.of(account));
    }

    @Test
    void anIdleAccountLeavesNothingBehindAndItsOldCursorsAreOlderThanMemory() {
        feed.handoffs(account, 1, 1, 3);
        feed.clock.advance(Duration.ofMinutes(16));
        feed.polled();

        feed.logs.forgetIdle(feed.scan());

        assertThat(gauge("baton.gateway.log.accounts")).isZero();
        assertThat(feed.locate(account, feed.cursor(1, 2, 2))).isEqualTo(new Place.Older(3));
        assertThat(feed.locate(account, feed.cursor(1, 3, 3))).isEqualTo(new Place.Unproven(0));
    }

    @Test
    void whatAnIdleAccountHadInATopicOfBeforeSaysNothingAboutTheNewOne() {
        feed.handoffs(account, 1, 1, 3).recreateTopic();
        feed.clock.advance(Duration.ofMinutes(16));
        feed.polled();

        feed.logs.forgetIdle(feed.scan());

        assertThat(gauge("baton.gateway.log.accounts")).isZero();
        assertThat(feed.locate(LogFixture.anAccount(), feed.cursor(0, 0, 0))).isEqualTo(new Place.At(0, 0));
    }

    @Test
    void whoComesToAnAccountOfWhichOnlyALossIsKnownIsToldOfIt() {
        AccountLog open = feed.logs.open(account);
        feed.handoffs(account, 1, 1, 3);

        // The end of the log was lost, and the client had seen some of it.
        feed.logs.lost(feed.scan(), 0, 2);

        assertThat(feed.locate(account, feed.cursor(1, 2, 2))).isEqualTo(new Place.At(3, 1));
        assertThat(feed.read(account, 3)).containsExactly("gap");
        feed.logs.close(open);
    }

    @Test
    void aLogThatSomebodyReadsStays() {
        AccountLog open = feed.logs.open(account);

        feed.logs.forgetIdle(feed.scan());
        feed.handoffs(account, 1, 1, 1);

        assertThat(feed.logs.open(account)).isSameAs(open);
    }

    @Test
    void aBatchIsAsLongAsAskedForButNeverEmpty() {
        feed.handoffs(account, 1, 1, 10);
        AccountLog log = feed.logs.open(account);

        assertThat(log.read(0, 1, (bytes, timestamp) -> bytes.release())).isEqualTo(1);
        assertThat(log.read(1, 1 << 20, (bytes, timestamp) -> bytes.release())).isEqualTo(10);
        assertThat(log.read(10, 1, (bytes, timestamp) -> bytes.release())).isEqualTo(10);
    }

    private double gauge(String name) {
        return feed.registry.get(name).gauge().value();
    }
}
