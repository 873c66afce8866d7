package dev.baton.opsctl.outbox;

import dev.baton.events.EventCodec;
import dev.baton.messaging.EventStream;
import dev.baton.messaging.relay.ParkedStream;
import dev.baton.messaging.relay.ParkedStreams;
import dev.baton.opsctl.Arguments;
import dev.baton.opsctl.Misspelt;
import dev.baton.opsctl.Refused;
import dev.baton.opsctl.Settings;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;

/** {@code outbox parked}, {@code release} and {@code withhold} (acceptance E5). */
public final class OutboxCommands {
    private static final int LONGEST_REASON = 200;

    private final ParkedStreams parked;
    private final Consumer<String> out;

    /** @param out gets line after line */
    public OutboxCommands(Settings settings, Consumer<String> out) {
        this.parked = new ParkedStreams(settings.publisher().dataSource(), new EventCodec());
        this.out = out;
    }

    public void run(List<String> words) throws SQLException {
        Arguments arguments = new Arguments(words, Set.of("--account", "--topic", "--reason"), Set.of());
        try {
            switch (String.join(" ", arguments.names())) {
                case "parked" -> list();
                case "release" -> release(stream(arguments));
                case "withhold" -> withhold(stream(arguments), arguments.required("--reason"));
                default -> throw new Misspelt();
            }
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void list() throws SQLException {
        List<ParkedStream> streams = parked.list();
        streams.forEach(each -> out.accept("account %s topic %s waits since %s: %s".formatted(
                each.stream().account(), each.stream().topic(), each.parkedAt(), each.reason())));
        out.accept(streams.isEmpty() ? "No stream is parked." : streams.size() + " parked streams.");
    }

    private void release(EventStream stream) throws SQLException {
        if (!parked.release(stream)) {
            throw notParked(stream);
        }
        out.accept("released " + named(stream) + "; it is parked again if it still cannot be published");
    }

    private void withhold(EventStream stream, String reason) throws SQLException {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Refused("a reason has 1 to " + LONGEST_REASON + " characters; every consumer can read it");
        }
        if (!parked.withhold(stream, reason)) {
            throw notParked(stream);
        }
        out.accept("withheld the event that parked " + named(stream) + "; event_withheld takes its place");
    }

    private static EventStream stream(Arguments arguments) {
        return new EventStream(arguments.required("--topic"), Arguments.account(arguments.required("--account")));
    }

    private static Refused notParked(EventStream stream) {
        return new Refused(named(stream) + " is not parked");
    }

    private static String named(EventStream stream) {
        return "topic " + stream.topic() + " of account " + stream.account();
    }
}
