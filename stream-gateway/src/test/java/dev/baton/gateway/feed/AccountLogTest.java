package dev.baton.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class AccountLogTest {
    private final LogFixture feed = new LogFixture(100, DataSize.ofMegabytes(1));
    private final AccountId account = LogFixture.anAccount();

    @AfterEach
    void release() {
        feed.close();
    }

    @Test
    void aCursorAtTheHeadGoesOnLive() {
        feed.handoffs(account, 1, 1, 3);

        assertThat(feed.locate(account, feed.cursor(1, 3, 103))).isEqualTo(new Place.At(3, 0));
    }

    @Test
    void whatCameAfterACursorIsReplayed() {
        feed.handoffs(account, 1, 1, 5);

        assertThat(feed.locate(account, feed.cursor(1, 2, 102))).isEqualTo(new Place.At(2, 3));
        assertThat(feed.read(account, 2)).containsExactly("3", "4", "5");
    }

    @Test
    void anOffsetProvesThatAnIdleAccountMissedNothing() {
        AccountId busy = LogFixture.anAccount();
        Cursor before = feed.logs.open(account).head(LogFixture.TOPIC, feed.partition()).cursor();
        feed.handoffs(busy, 1, 1, 50);

        assertThat(feed.locate(account, before)).isEqualTo(new Place.At(0, 0));
    }

    @Test
    void theFirstEventEverOfAnAccountIsNotMissedByACursorFromBefore() {
        Cursor before = feed.logs.open(account).head(LogFixture.TOPIC, feed.partition()).cursor();
        feed.handoffs(account, 1, 1, 1);

        assertThat(feed.locate(account, before)).isEqualTo(new Place.At(0, 1));
    }

    @Test
    void anOffsetFromBeforeTheScanProvesNothing() {
        assertThat(feed.locate(account, feed.cursor(1, 4, 99))).isEqualTo(new Place.Older(100));
    }

    @Test
    void aSequenceNextToTheFirstInMemoryIsEnoughEvenWhereTheOffsetIsNot() {
        feed.handoffs(account, 1, 5, 6);

        assertThat(feed.locate(account, feed.cursor(1, 4, 50))).isEqualTo(new Place.At(0, 2));
        assertThat(feed.locate(account, feed.cursor(1, 3, 50))).isEqualTo(new Place.Older(100));
    }

    @Test
    void eventsThatAreNotShownMoveTheCursorAllTheSame() {
        feed.handoffs(account, 1, 1, 1).steps(account, 1, 2, 4).handoffs(account, 1, 5, 5);

        assertThat(feed.locate(account, feed.cursor(1, 3, 103))).isEqualTo(new Place.At(1, 1));
        assertThat(feed.read(account, 0)).containsExactly("1", "5");
    }

    @Test
    void aCursorThatHasSeenMoreWaits() {
        feed.handoffs(account, 1, 1, 3);

        assertThat(feed.locate(account, feed.cursor(1, 4, 104))).isEqualTo(new Place.Ahead());
        assertThat(feed.locate(account, feed.cursor(1, 4, 102))).isEqualTo(new Place.Ahead());
        assertThat(feed.locate(account, feed.cursor(2, 1, 103))).isEqualTo(new Place.Ahead());
    }

    @Test
    void offsetsOfAnotherTopicOrPartitionMeanNothingAndTheSequenceDecides() {
        feed.handoffs(account, 1, 1, 3);

        assertThat(feed.locate(account, new Cursor(UUID.randomUUID(), 0, 1, 2, 9_999))).isEqualTo(new Place.At(2, 1));
        assertThat(feed.locate(account, new Cursor(LogFixture.TOPIC, 5, 1, 3, 9_999))).isEqualTo(new Place.At(3, 0));
        assertThat(feed.locate(LogFixture.anAccount(), new Cursor(UUID.randomUUID(), 0, 1, 2, 101)))
                .isEqualTo(new Place.Lost(ResyncReason.TOO_OLD));
    }

    @Test
    void aRaisedEpochIsToldToReadersAndVoidsOldCursors() {
        feed.handoffs(account, 1, 1, 3).handoffs(account, 2, 3, 4);

        assertThat(feed.read(account, 0)).containsExactly("1", "2", "3", "new_epoch", "3", "4");
        assertThat(feed.locate(account, feed.cursor(1, 3, 103))).isEqualTo(new Place.Lost(ResyncReason.NEW_EPOCH));
        assertThat(feed.locate(account, feed.cursor(2, 3, 104))).isEqualTo(new Place.At(5, 1));
    }

    @Test
    void repeatsAndLeftoversOfAnOldEpochAreDropped() {
        feed.handoffs(account, 1, 1, 3)
                .handoffs(account, 1, 2, 4)
                .handoffs(account, 2, 1, 1)
                .handoffs(account, 1, 5, 5);

        assertThat(feed.read(account, 0)).containsExactly("1", "2", "3", "4", "new_epoch", "1");
        assertThat(feed.count("baton.gateway.feed.records", "arrival", "stale")).isEqualTo(2);
        assertThat(feed.count("baton.gateway.feed.records", "arrival", "old_epoch")).isEqualTo(1);
    }

    @Test
    void aGapIsCountedAndToldAtItsPlace() {
        feed.handoffs(account, 1, 1, 2).handoffs(account, 1, 5, 6);

        assertThat(feed.read(account, 0)).containsExactly("1", "2", "gap", "5", "6");
        assertThat(feed.count("baton.gateway.feed.records", "arrival", "gap")).isEqualTo(1);
        // Who stands right before the gap is told of it like those who were there.
        assertThat(feed.locate(account, feed.cursor(1, 2, 102))).isEqualTo(new Place.At(2, 3));
        assertThat(feed.locate(account, feed.cursor(1, 5, 103))).isEqualTo(new Place.At(4, 1));
    }

    @Test
    void aTopicMadeAnewIsToldToEverybody() {
        feed.handoffs(account, 1, 1, 2);
        Cursor old = feed.cursor(1, 2, 102);

        feed.recreateTopic();

        assertThat(feed.read(account, 2)).containsExactly("new_topic");
        assertThat(feed.locate(account, old)).isEqualTo(new Place.Lost(ResyncReason.TOO_OLD));
        feed.handoffs(account, 1, 1, 1);
        assertThat(feed.read(account, 3)).containsExactly("1");
    }

    @Test
    void recordsThatKafkaLostAreToldToTheirPartition() {
        feed.handoffs(account, 1, 1, 2);

        feed.logs.lost(feed.scan(), 0, 500);

        assertThat(feed.read(account, 2)).containsExactly("gap");
        assertThat(feed.locate(account, feed.cursor(1, 2, 102))).isEqualTo(new Place.Older(500));
    }

    @Test
    void forgettingByAgeKeepsCursorsGoodThatHaveSeenIt() {
        feed.handoffs(account, 1, 1, 3);
        feed.clock.advance(Duration.ofMinutes(16));
        feed.polled();

        assertThat(feed.read(account, 0)).isEmpty();
        assertThat(feed.locate(account, feed.cursor(1, 3, 103))).isEqualTo(new Place.At(3, 0));
        assertThat(feed.locate(account, feed.cursor(1, 2, 102))).isEqualTo(new Place.Older(103));
    }

    @Test
    void aSequenceThatContradictsItsOffsetIsAGapAndNeverASkip() {
        feed.handoffs(account, 1, 5, 6);

        assertThat(feed.locate(account, feed.cursor(1, 3, 100))).isEqualTo(new Place.Lost(ResyncReason.GAP));
        assertThat(feed.locate(account, feed.cursor(1, 4, 100))).isEqualTo(new Place.At(0, 2));
    }

    @Test
    void whoStandsBeforeAGapThatIsStillInMemoryIsToldOfItAtItsPlace() {
        feed.handoffs(account, 1, 1, 2).handoffs(account, 1, 5, 6);

        assertThat(feed.locate(account, feed.cursor(1, 1, 101))).isEqualTo(new Place.At(1, 4));
        feed.clock.advance(Duration.ofMinutes(16));
        feed.polled().handoffs(account, 1, 7, 7);

        assertThat(feed.locate(account, feed.cursor(1, 6, 104))).isEqualTo(new Place.At(5, 1));
        assertThat(feed.locate(account, feed.cursor(1, 2, 104))).isEqualTo(new Place.Lost(ResyncReason.GAP));
    }

    @Test
    void offsetsOfTheOldPartitionSayNothingWhenPartitionsWereAdded() {
        AccountId moving = LogFixture.anAccountOfPartition(1, 2);
        feed.handoffs(moving, 1, 1, 3);
        Cursor before = feed.cursor(1, 3, 103);
        Cursor idle = feed.cursor(0, 0, 103);

        feed.growTo(2);
        assertThat(feed.locate(moving, before)).isEqualTo(new Place.At(3, 0));
        assertThat(feed.locate(moving, feed.cursor(1, 1, 101))).isEqualTo(new Place.At(1, 2));
        assertThat(feed.locate(moving, idle)).isEqualTo(new Place.Lost(ResyncReason.TOO_OLD));

        feed.inPartition(1, 0).handoffs(moving, 1, 4, 5);
        assertThat(feed.locate(moving, new Cursor(LogFixture.TOPIC, 1, 1, 4, 1))).isEqualTo(new Place.At(4, 1));
        assertThat(feed.locate(moving, new Cursor(LogFixture.TOPIC, 1, 0, 0, 1))).isEqualTo(new Place.At(4, 1));
        // Forgotten frames of the old partition do not move the border in the new one.
        feed.clock.advance(Duration.ofMinutes(16));
        feed.polled();
        assertThat(feed.locate(moving, new Cursor(LogFixture.TOPIC, 1, 1, 4, 1))).isEqualTo(new Place.Older(2));
        assertThat(feed.locate(moving, new Cursor(LogFixture.TOPIC, 1, 1, 5, 2))).isEqualTo(new Place.At(5, 0));
    }
}
