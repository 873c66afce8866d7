package dev.baton.launcher;

import dev.baton.launcher.supervision.ProcessSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/** Looks whether every port can be taken, before anything is started. */
final class FreePorts {
    private FreePorts() {}

    /** @throws CannotRun naming the first that is taken */
    static void check(List<ProcessSpec> processes) {
        for (ProcessSpec process : processes) {
            for (Map.Entry<String, Integer> port : process.ports().entrySet()) {
                if (!isFree(port.getValue())) {
                    throw new CannotRun("Port " + port.getValue() + " (" + process.name() + ", " + port.getKey()
                            + ") is in use by another program. End that, or choose other ports: infra/up --base-port N.");
                }
            }
        }
    }

    static boolean areFree(List<ProcessSpec> processes) {
        return processes.stream().flatMap(process -> process.ports().values().stream()).allMatch(FreePorts::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Otherwise connections of the last run that are being forgotten would count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
