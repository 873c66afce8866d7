package dev.baton.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTest {
    @Test
    void whatACollectorLeavesBetweenObjectsIsNotAlive() {
        assertThat(Heap.live("""
                4711:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:           100           5000  [B (java.base@25.0.3)
                   2:             3           1200  [Ljdk.internal.vm.FillerElement; (java.base@25.0.3)
                   3:            10            240  io.netty.channel.DefaultChannelId
                   4:             1             16  jdk.internal.vm.FillerObject (java.base@25.0.3)
                Total           114           6456
                """)).isEqualTo(5240);
    }
}
