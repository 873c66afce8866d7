package dev.baton.opsctl;

import dev.baton.opsctl.deadletter.DeadLetterCommands;
import dev.baton.opsctl.epoch.EpochCommands;
import dev.baton.opsctl.outbox.OutboxCommands;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Where {@code infra/opsctl} arrives. Ends with 0 when all was done, 1 when something was refused, 2 when it was misspelt. */
public final class Opsctl {
    static final String USAGE = """
            usage: infra/opsctl [--data DIR | --config FILE] COMMAND
              dead-letters list [--json]          what could not be handled, and whether it still lacks its effect
              dead-letters show ID                one of them, whole
              dead-letters replay ID [--dry-run]  publishes it again for the group that left it out
              dead-letters replay --all-open [--dry-run]
                list and --all-open take --group G, --topic T, --account A, --since TIME
              outbox parked                       streams that could not be published
              outbox release  --account A --topic T               tries again with the event as it is
              outbox withhold --account A --topic T --reason TEXT gives the event up; event_withheld takes its place
              epoch raise --topic T (--account A | --all) [--dry-run] [--force]
                                                  after a restore: no number is given twice""";
    private static final int REFUSED = 1;
    private static final int MISSPELT = 2;

    private final Terminal terminal;

    Opsctl(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) throws InterruptedException {
        System.exit(new Opsctl(Terminal.ofProcess()).run(List.of(args)));
    }

    int run(List<String> args) throws InterruptedException {
        List<String> words = new ArrayList<>(args);
        try {
            Settings settings = settings(words);
            switch (words.isEmpty() ? "" : words.removeFirst()) {
                case "dead-letters" -> new DeadLetterCommands(settings, terminal::line).run(words);
                case "outbox" -> new OutboxCommands(settings, terminal::line).run(words);
                case "epoch" -> new EpochCommands(settings, terminal::line).run(words);
                default -> throw new Misspelt();
            }
            return 0;
        } catch (Misspelt e) {
            terminal.error(USAGE);
            return MISSPELT;
        } catch (Refused e) {
            terminal.error(String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            terminal.error("Kafka does not answer: " + e.getClass().getSimpleName());
        } catch (SQLException e) {
            terminal.error("a database does not answer: SQL state " + e.getSQLState());
        }
        return REFUSED;
    }

    private static Settings settings(List<String> words) {
        if (words.size() < 3) {
            throw new Misspelt();
        }
        return switch (words.getFirst()) {
            case "--data" -> Settings.ofLocalRun(Path.of(second(words)));
            case "--config" -> Settings.ofFile(Path.of(second(words)));
            default -> throw new Misspelt();
        };
    }

    private static String second(List<String> words) {
        words.removeFirst();
        return words.removeFirst();
    }
}
