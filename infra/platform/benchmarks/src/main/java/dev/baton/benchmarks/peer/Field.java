package dev.baton.benchmarks.peer;

import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.launcher.engine.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All contenders at once, each with the same number of streams: they idle while one of them is measured. */
final class Field implements AutoCloseable {
    /** Streams that are being opened at the same time. */
    static final int AT_A_TIME = 256;

    private final Path folder;
    private final List<Contender> servers = new ArrayList<>();
    private final List<Entrant> entrants = new ArrayList<>();

    private Field(Path folder) {
        this.folder = folder;
    }

    static Field open(Run run, String benchmark, Desks desks, int streams) throws IOException, InterruptedException {
        Tools.needFilesFor(streams);
        Field field = new Field(Stage.folder(run, benchmark));
        try {
            field.start(run, desks);
            Path clients = Tools.compile("clients", field.folder);
            for (Contender server : field.servers) {
                field.entrants.add(new Entrant(server, Clients.open(clients, server, streams, AT_A_TIME)));
            }
            return field;
        } catch (IOException | InterruptedException | RuntimeException e) {
            field.close();
            throw e;
        }
    }

    private void start(Run run, Desks desks) throws IOException, InterruptedException {
        Peers peers = new Peers(run, folder, desks);
        servers.add(peers.limit());
        servers.add(peers.nchan());
        servers.add(Gateway.start(run, folder.resolve("platform"), desks));
        servers.add(peers.node());
        servers.add(peers.emitter());
    }

    /** In the order of their turns. */
    List<Entrant> entrants() {
        return Collections.unmodifiableList(entrants);
    }

    @Override
    public void close() throws IOException {
        for (Entrant entrant : entrants) {
            entrant.clients().close();
        }
        for (Contender server : servers) {
            server.close();
        }
        FileTree.delete(folder);
    }
}
