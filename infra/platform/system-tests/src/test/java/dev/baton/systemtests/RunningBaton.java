package dev.baton.systemtests;

import dev.baton.systemtests.spans.SpanCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one platform that this JVM runs, and the collector to which all of its spans go; stops both after the
 * last test.
 */
public final class RunningBaton implements ParameterResolver {
    // Shorter than in earnest, so that tests need not wait; still long enough for a page on a busy machine.
    private static final String HEARTBEAT = "5s";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == Baton.class || type == SpanCollector.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Running running = test.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningBaton.class))
                .computeIfAbsent("running", key -> start(), Running.class);
        return parameter.getParameter().getType() == Baton.class ? running.baton() : running.collector();
    }

    private record Running(Baton baton, SpanCollector collector) implements AutoCloseable {
        @Override
        public void close() {
            baton.close();
            collector.close();
        }
    }

    private static Running start() {
        try {
            SpanCollector collector = SpanCollector.start();
            List<String> options = new ArrayList<>(collector.options());
            options.addAll(List.of("--set", "stream-gateway:baton.gateway.stream.heartbeat=" + HEARTBEAT));
            return new Running(Baton.start(options), collector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
