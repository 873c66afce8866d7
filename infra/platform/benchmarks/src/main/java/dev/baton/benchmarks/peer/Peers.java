package dev.baton.benchmarks.peer;

import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.launcher.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts those whom the gateway is compared with.
 *
 * @param folder for what they write
 */
record Peers(Run run, Path folder, Desks desks) {
    static final String LIMIT = "C send() loop";
    static final String NCHAN = "Nchan";
    static final String NODE = "Node";
    static final String EMITTER = "SseEmitter";

    // nginx reserves memory for each connection that it may have.
    private static final long MOST_FILES = 100_000;
    // Above those of the platform's own processes.
    private static final int FIRST_PORT = 80;

    HttpPeer limit() throws IOException, InterruptedException {
        int port = port(0);
        return start(LIMIT, port, List.of(Tools.compile("limit", folder).toString(), Integer.toString(port)));
    }

    HttpPeer nchan() throws IOException, InterruptedException {
        // infra/bench puts it there.
        Path root = Topology.cache(run.project()).resolve("nchan");
        Path program = root.resolve("usr/sbin/nginx");
        Path module = root.resolve("usr/lib/nginx/modules/ngx_nchan_module.so");
        if (!Files.exists(program) || !Files.exists(module)) {
            throw new IOException(
                    "nginx with Nchan is needed below " + root + "; infra/bench gets it on Debian (as root)");
        }
        int port = port(1);
        Path settings = Tools.copy("nchan.conf", folder, Map.of("FOLDER", folder.toString(), "MODULE",
                module.toString(), "PORT", Integer.toString(port), "WORKERS", Integer.toString(run.eventLoops()),
                "FILES", Long.toString(Math.min(Tools.openFiles(), MOST_FILES))));
        return start(NCHAN, port, List.of(program.toString(), "-p", folder.toString(), "-e", "stderr", "-c",
                settings.toString()));
    }

    HttpPeer node() throws IOException, InterruptedException {
        int port = port(2);
        return start(NODE, port, List.of("node", Tools.copy("node.mjs", folder).toString(), Integer.toString(port)));
    }

    HttpPeer emitter() throws IOException, InterruptedException {
        int port = port(3);
        return start(EMITTER, port, List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx3g", "-cp", System.getProperty("java.class.path"),
                EmitterServer.class.getName(), Integer.toString(port)));
    }

    private HttpPeer start(String name, int port, List<String> command) throws IOException, InterruptedException {
        return HttpPeer.start(name, port, desks, folder, command);
    }

    private int port(int index) {
        return run.basePort() + FIRST_PORT + index;
    }
}
