package dev.baton.launcher;

import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the scripts under {@code infra/} arrive; the first argument is the command. */
public final class Launcher {
    private static final Set<String> NAMED = Set.of("--project", "--data");

    private final Console console;

    private Launcher(Console console) {
        this.console = console;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(new Launcher(Console.ofTerminal()).run(List.copyOf(Arrays.asList(args))));
    }

    private int run(List<String> args) throws IOException, InterruptedException {
        try {
            if (args.isEmpty()) {
                throw new CannotRun("which command? up, down, status or demo");
            }
            List<String> rest = args.subList(1, args.size());
            return switch (args.getFirst()) {
                case "up" -> new Up(console, Clock.systemUTC())
                        .run(options(rest, Set.of("--base-port", "--replicas", "--set"), Set.of()));
                case "down" -> new Down(console).run(options(rest, Set.of(), Set.of()));
                case "status" -> new Status(console).run(options(rest, Set.of(), Set.of("--json")));
                case "train" -> new Training(console, Clock.systemUTC()).run(options(rest, Set.of(), Set.of()));
                case "demo" -> new Demo(console)
                        .run(options(rest, Set.of("--account", "--script", "--base-port"), Set.of("--fast")));
                default -> throw new CannotRun("unknown command: " + args.getFirst());
            };
        } catch (CannotRun e) {
            console.error(e.advice());
            return 1;
        }
    }

    private static Options options(List<String> arguments, Set<String> named, Set<String> switches) {
        Set<String> all = new HashSet<>(NAMED);
        all.addAll(named);
        return Options.parse(arguments, all, switches);
    }
}
