package dev.baton.benchmarks.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What all contenders took in each round. */
final class Comparison {
    private final Map<String, List<Turn>> turns = new LinkedHashMap<>();

    /**
     * One contender in one round, in microseconds for each frame.
     *
     * @param processor of the whole server
     * @param writing of its threads that write streams, where they can be told apart
     * @param feeding of its thread that reads from Kafka and fills the logs; the peers have none
     * @param reading of the clients
     * @param p50 from publishing to the client, in milliseconds
     * @param p99 the same
     */
    record Turn(double processor, double writing, double feeding, double reading, double p50, double p99) {
        double withoutFeeding() {
            return processor - feeding;
        }
    }

    void add(String contender, Turn turn) {
        turns.computeIfAbsent(contender, _ -> new ArrayList<>()).add(turn);
    }

    /** In the order of their turns. */
    List<String> contenders() {
        return List.copyOf(turns.keySet());
    }

    double processor(String contender) {
        return median(contender, Turn::processor);
    }

    double writing(String contender) {
        return median(contender, Turn::writing);
    }

    double feeding(String contender) {
        return median(contender, Turn::feeding);
    }

    double p50(String contender) {
        return median(contender, Turn::p50);
    }

    double p99(String contender) {
        return median(contender, Turn::p99);
    }

    private double median(String contender, ToDoubleFunction<Turn> figure) {
        return median(of(contender).stream().mapToDouble(figure).toArray());
    }

    double reading() {
        return median(turns.values().stream().flatMap(List::stream).mapToDouble(Turn::reading).toArray());
    }

    /** What one took for each that the other did, compared within each round: both had the machine as it was then. */
    double ratio(String one, String other) {
        return ratio(one, other, Turn::processor);
    }

    /** The same without the one's feed thread; the other's intake stays in it. */
    double ratioWithoutFeeding(String one, String other) {
        return ratio(one, other, Turn::withoutFeeding);
    }

    private double ratio(String one, String other, ToDoubleFunction<Turn> figure) {
        List<Turn> ones = of(one);
        List<Turn> others = of(other);
        return median(IntStream.range(0, ones.size())
                .mapToDouble(i -> figure.applyAsDouble(ones.get(i)) / figure.applyAsDouble(others.get(i)))
                .toArray());
    }

    private List<Turn> of(String contender) {
        return Objects.requireNonNull(turns.get(contender));
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
