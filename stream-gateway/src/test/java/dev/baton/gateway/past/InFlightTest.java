package dev.baton.gateway.past;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.AccountId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class InFlightTest {
    private static final int BLOCK = 64 * 1024;

    private final InFlight inFlight = new InFlight(
            new PastProperties(1_000, DataSize.ofMegabytes(2), DataSize.ofKilobytes(128), 100));
    private final AccountId account = anAccount();
    private final List<ByteBuf> held = new ArrayList<>();

    private static AccountId anAccount() {
        return new AccountId(UUID.randomUUID());
    }

    /** How many blocks of an account, each with one holder, find room. */
    private int fill(AccountId of) {
        int admitted = 0;
        while (admits(of, Unpooled.buffer(BLOCK))) {
            admitted++;
        }
        return admitted;
    }

    private boolean admits(AccountId of, ByteBuf block) {
        if (inFlight.admits(of, block)) {
            held.add(block);
            return true;
        }
        block.release();
        return false;
    }

    @Test
    void anAccountWhoseClientsDoNotReadLeavesRoomForOthers() {
        assertThat(fill(account)).isEqualTo(3);

        for (int others = 0; others < 7; others++) {
            assertThat(fill(anAccount())).isEqualTo(3);
        }
        assertThat(inFlight.bytes()).isLessThanOrEqualTo(DataSize.ofMegabytes(2).toBytes());
    }

    @Test
    void allAccountsTogetherHaveTheirBound() {
        for (int i = 0; i < 40; i++) {
            fill(anAccount());
        }

        assertThat(inFlight.bytes()).isBetween(1_900_000L, DataSize.ofMegabytes(2).toBytes());
    }

    @Test
    void bytesCountOnceAndEveryHolderForItself() {
        ByteBuf block = Unpooled.buffer(1_000);
        for (int holder = 0; holder < 5; holder++) {
            assertThat(inFlight.admits(account, block)).isTrue();
            block.retain();
        }
        block.release();

        assertThat(inFlight.bytes()).isEqualTo(1_000 + 5 * InFlight.HOLDER_BYTES);
        inFlight.count();
        assertThat(inFlight.bytes()).isEqualTo(1_000 + 5 * InFlight.HOLDER_BYTES);
        block.release(3);
        inFlight.count();
        assertThat(inFlight.bytes()).isEqualTo(1_000 + 2 * InFlight.HOLDER_BYTES);
    }

    @Test
    void manyWhoHoldSmallEventsAreBoundedToo() {
        ByteBuf small = Unpooled.buffer(16);
        int holders = 0;
        while (inFlight.admits(account, small)) {
            small.retain();
            holders++;
        }

        assertThat(holders).isBetween(2_500, 2_622);
    }

    @Test
    void whatIsWrittenMakesRoom() {
        fill(account);

        held.getFirst().release();

        assertThat(fill(account)).isEqualTo(1);
        held.subList(1, held.size()).forEach(ByteBuf::release);
        inFlight.count();
        assertThat(inFlight.bytes()).isZero();
    }
}
