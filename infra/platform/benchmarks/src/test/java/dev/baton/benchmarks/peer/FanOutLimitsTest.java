package dev.baton.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.peer.Comparison.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanOutLimitsTest {
    private final Comparison comparison = new Comparison();

    @Test
    void aHotAccountIsComparedWithTheLimitAndWithNchan() {
        round(6, 10, 9.1, 12, 15);
        assertThat(missed(FanOut.hot())).containsExactly("gateway / C send() loop");

        round(6, 8, 8.5, 12, 15);
        round(6, 8, 8.5, 12, 15);
        assertThat(missed(FanOut.hot())).containsExactly("gateway / Nchan");
    }

    @Test
    void withManyAccountsEveryPeerIsALimitAndTheLoopIsNone() {
        round(6, 13, 16, 12, 15);

        assertThat(missed(FanOut.accounts())).containsExactly("gateway / Nchan", "gateway / Node",
                "gateway / SseEmitter");
        assertThat(comparison.ratioWithoutFeeding(Gateway.NAME, Peers.EMITTER)).isEqualTo(0.8);
    }

    @Test
    void aMachineThatGetsSlowerIsNoFaultOfWhoComesLater() {
        round(6, 10, 8, 12, 15);
        round(60, 100, 80, 120, 150);
        round(12, 20, 16, 24, 30);

        assertThat(comparison.ratio(Gateway.NAME, Peers.NCHAN)).isEqualTo(0.8);
        assertThat(comparison.processor(Gateway.NAME)).isEqualTo(16);
    }

    private List<String> missed(FanOut benchmark) {
        return benchmark.report(1, 10, 10, comparison)
                .figures()
                .stream()
                .filter(Figure::isMissed)
                .map(Figure::name)
                .toList();
    }

    private void round(double limit, double nchan, double gateway, double node, double emitter) {
        comparison.add(Peers.LIMIT, new Turn(limit, 0, 0, 3, 1, 2));
        comparison.add(Peers.NCHAN, new Turn(nchan, 0, 0, 3, 1, 2));
        comparison.add(Gateway.NAME, new Turn(gateway, gateway / 2, gateway / 4, 3, 1, 2));
        comparison.add(Peers.NODE, new Turn(node, 0, 0, 3, 1, 2));
        comparison.add(Peers.EMITTER, new Turn(emitter, 0, 0, 3, 1, 2));
    }
}
