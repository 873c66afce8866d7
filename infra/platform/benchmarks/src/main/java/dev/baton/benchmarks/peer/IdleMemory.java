package dev.baton.benchmarks.peer;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.load.Pace;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.benchmarks.platform.Usage;
import dev.baton.launcher.engine.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a stream takes of the memory when nothing happens on it: the gateway and some of its peers, one after the other. */
public final class IdleMemory implements Benchmark {
    private static final double RESIDENT_LIMIT = 6;
    private static final double HEAP_LIMIT = 1.5;
    private static final double BYTES_OF_A_KILOBYTE = 1024;
    private static final int REST_SECONDS = 2;

    /**
     * Of one server.
     *
     * @param heap NaN where there is none
     */
    private record Memory(double resident, double heap) {
        Memory perStream(Memory before, int streams) {
            return new Memory((resident - before.resident) / streams / BYTES_OF_A_KILOBYTE,
                    (heap - before.heap) / streams / BYTES_OF_A_KILOBYTE);
        }
    }

    @FunctionalInterface
    private interface Start {
        Contender now() throws IOException, InterruptedException;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Report run(Run run) throws Exception {
        Desks desks = Desks.of(run.pick(100, 10), run.pick(100, 20));
        int streams = desks.all().size() * desks.all().getFirst().people().size();
        Tools.needFilesFor(streams);
        Path folder = Stage.folder(run, name());
        try {
            Path clients = Tools.compile("clients", folder);
            Peers peers = new Peers(run, folder, desks);
            List<Figure> figures = new ArrayList<>();
            for (Start start : List.<Start>of(() -> Gateway.start(run, folder.resolve("platform"), desks),
                    peers::limit, peers::nchan, peers::node)) {
                try (Contender server = start.now()) {
                    Clients.comeAndGo(clients, server, run.pick(50, 2), run.pick(200, 20));
                    add(figures, server.name(), measure(server, clients, streams));
                }
            }
            return new Report(name(), method(streams), figures);
        } finally {
            FileTree.delete(folder);
        }
    }

    private static Memory measure(Contender server, Path clients, int streams) throws IOException,
            InterruptedException {
        Memory before = atRest(server);
        try (Clients _ = Clients.open(clients, server, streams, Field.AT_A_TIME)) {
            return atRest(server).perStream(before, streams);
        }
    }

    private static Memory atRest(Contender server) throws IOException, InterruptedException {
        new Pace(1).await(REST_SECONDS);
        double heap = server.name().equals(Gateway.NAME) ? Heap.liveBytes(server.process()) : Double.NaN;
        return new Memory(Usage.residentBytes(server.process()), heap);
    }

    private static void add(List<Figure> figures, String server, Memory memory) {
        if (server.equals(Gateway.NAME)) {
            figures.add(Figure.atMost(RESIDENT_LIMIT, server + ": resident for a stream", memory.resident(), "KB"));
            figures.add(Figure.atMost(HEAP_LIMIT, server + ": live heap for a stream", memory.heap(), "KB"));
        } else {
            figures.add(Figure.told(server + ": resident for a stream", memory.resident(), "KB"));
        }
    }

    private static String method(int streams) {
        return String.format(Locale.ROOT,
                "Resident memory of the whole server with %,d idle streams, less that with none after a warm-up with few "
                        + "at a time; of JVMs after a full collection. Live heap is the total of a class histogram without "
                        + "fillers. What the kernel keeps for sockets is not in it.",
                streams);
    }
}
