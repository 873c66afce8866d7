package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.launcher.supervision.ProcessSpec;
import dev.baton.launcher.supervision.StopSignal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void aTakenPortIsNamedWithWhoNeedsItAndWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> FreePorts.check(needing(other.getLocalPort()))).isInstanceOf(CannotRun.class)
                    .hasMessage("Port " + other.getLocalPort() + " (mail, smtp) is in use by another program. End that,"
                            + " or choose other ports: infra/up --base-port N.");
        }
    }

    @Test
    void aPortThatOthersListenToOnAllAddressesIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            assertThatThrownBy(() -> FreePorts.check(needing(other.getLocalPort()))).isInstanceOf(CannotRun.class);
        }
    }

    @Test
    void aFreePortIsFine() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThatCode(() -> FreePorts.check(needing(free))).doesNotThrowAnyException();
    }

    private static List<ProcessSpec> needing(int port) {
        return List.of(new ProcessSpec("mail", 0, List.of(), Map.of("smtp", port), List::of, () -> true,
                StopSignal.TERMINATE));
    }
}
