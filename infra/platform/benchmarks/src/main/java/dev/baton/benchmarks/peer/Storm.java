package dev.baton.benchmarks.peer;

import dev.baton.benchmarks.Benchmark;
import dev.baton.benchmarks.Figure;
import dev.baton.benchmarks.Report;
import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.launcher.engine.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Everybody comes back at once, as after a proxy was restarted, and goes on from a cursor that is still in memory. */
public final class Storm implements Benchmark {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double LIMIT_SECONDS = 3;
    private static final double HEAP_LIMIT_PERCENT = 10;
    private static final double MILLIS_OF_A_SECOND = 1e3;
    private static final double PERCENT = 100;
    private static final List<String> RECORDS = List.of("baton_gateway_feed_records_total",
            "baton_gateway_past_records_total");

    /**
     * One time.
     *
     * @param records that the gateway read from Kafka meanwhile
     * @param heapGrowth in percent, of what is alive after a collection
     */
    private record Return(Clients.Opened opened, double records, double heapGrowth) {
        double seconds() {
            return opened.time().toMillis() / MILLIS_OF_A_SECOND;
        }
    }

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public Report run(Run run) throws Exception {
        Desks desks = Desks.of(run.pick(1000, 10), 10);
        int streams = desks.all().size() * 10;
        Tools.needFilesFor(streams);
        Path folder = Stage.folder(run, name());
        try (Gateway gateway = Gateway.start(run, folder.resolve("platform"), desks)) {
            Path program = Tools.compile("clients", folder);
            Clients.comeAndGo(program, gateway, run.pick(50, 2), run.pick(200, 20));
            try (Clients clients = Clients.open(program, gateway, streams, Field.AT_A_TIME)) {
                for (int account = 0; account < desks.all().size(); account++) {
                    gateway.publish(account, System.nanoTime());
                }
                clients.await(streams, PATIENCE);
                List<Return> returns = new ArrayList<>();
                for (int i = 0; i < run.pick(4, 1); i++) {
                    returns.add(comeBack(gateway, clients, streams));
                }
                return report(streams, returns);
            }
        } finally {
            FileTree.delete(folder);
        }
    }

    private static Return comeBack(Gateway gateway, Clients clients, int streams) throws IOException,
            InterruptedException {
        clients.reset();
        double records = records(gateway);
        long heap = Heap.liveBytes(gateway.process());
        Clients.Opened opened = clients.reopen();
        if (opened.open() == streams) {
            // The event that each cursor lies before comes again.
            clients.await(streams, PATIENCE);
        }
        double growth = (Heap.liveBytes(gateway.process()) - heap) * PERCENT / heap;
        return new Return(opened, records(gateway) - records, growth);
    }

    // That came, or were read again for who needed them.
    private static double records(Gateway gateway) throws IOException, InterruptedException {
        double sum = 0;
        for (String metric : RECORDS) {
            sum += gateway.metric(metric);
        }
        return sum;
    }

    private Report report(int streams, List<Return> returns) {
        return new Report(name(), method(streams, returns.size()), List.of(
                Figure.atMost(LIMIT_SECONDS, "until all were ready", worst(returns, Return::seconds), "s"),
                Figure.told("the first time: until all were ready", returns.getFirst().seconds(), "s"),
                Figure.told("the last time: until all were ready", returns.getLast().seconds(), "s"),
                Figure.atMost(0, "refused or not ready", worst(returns, each -> streams - each.opened().open()),
                        "streams"),
                Figure.atMost(0, "not resumed", worst(returns, each -> streams - each.opened().resumed()), "streams"),
                Figure.atMost(0, "records read from Kafka", worst(returns, Return::records), "records"),
                Figure.atMost(HEAP_LIMIT_PERCENT, "growth of the live heap", worst(returns, Return::heapGrowth), "%")));
    }

    private static double worst(List<Return> returns, ToDoubleFunction<Return> figure) {
        return returns.stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    private static String method(int streams, int times) {
        return String.format(Locale.ROOT,
                "%,d streams are reset and opened again, all connections and requests at once, each with a cursor that "
                        + "one event in memory comes after. Tokens are checked. The worst of %d times, each right after a "
                        + "full collection, after others were opened and closed, few at a time; gateway, Kafka and "
                        + "clients share the machine.",
                streams, times);
    }
}
