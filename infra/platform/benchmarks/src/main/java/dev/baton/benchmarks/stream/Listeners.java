package dev.baton.benchmarks.stream;

import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Tokens;
import java.util.List;
import java.util.stream.IntStream;

/** Everybody of some help desks, the first of each before the second of each, so that streams lie evenly over accounts. */
record Listeners(Desks desks, Tokens tokens) {

    /** Access tokens of listeners number {@code from} to {@code to - 1}. */
    List<String> tokens(int from, int to) {
        int accounts = desks.all().size();
        return IntStream.range(from, to)
                .mapToObj(i -> tokens.of(desks.all().get(i % accounts).people().get(i / accounts)))
                .toList();
    }
}
