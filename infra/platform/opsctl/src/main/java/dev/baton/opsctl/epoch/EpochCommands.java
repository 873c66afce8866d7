package dev.baton.opsctl.epoch;

import dev.baton.events.AccountId;
import dev.baton.events.Topics;
import dev.baton.opsctl.Arguments;
import dev.baton.opsctl.Misspelt;
import dev.baton.opsctl.Refused;
import dev.baton.opsctl.Settings;
import dev.baton.opsctl.epoch.TopicHeads.Place;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@code epoch raise}: after a restore or a lossy failover the database would give numbers again that were published
 * before, and every consumer would drop what has them as repeats (design §3).
 */
public final class EpochCommands {
    private static final Set<String> TOPICS = Set.of(Topics.HANDOFF_EVENTS, Topics.DIRECTORY_USERS);

    private final Settings settings;
    private final Consumer<String> out;

    /** @param out gets line after line */
    public EpochCommands(Settings settings, Consumer<String> out) {
        this.settings = settings;
        this.out = out;
    }

    public void run(List<String> words) throws SQLException {
        Arguments arguments = new Arguments(words, Set.of("--account", "--topic"),
                Set.of("--all", "--force", "--dry-run"));
        String topic = arguments.required("--topic");
        if (!arguments.names().equals(List.of("raise"))
                || arguments.has("--all") == arguments.option("--account").isPresent()) {
            throw new Misspelt();
        }
        if (!TOPICS.contains(topic)) {
            throw new Refused(topic + " has no counters; they belong to " + String.join(", ", TOPICS));
        }
        TopicHeads heads = TopicHeads.read(settings.kafka(), topic);
        try (Counters counters = new Counters(settings.publisher(), Clock.systemUTC())) {
            Map<AccountId, Place> chosen = chosen(counters.of(topic), arguments);
            chosen.entrySet().removeIf(stream -> !arguments.has("--force") && !isBehind(stream, heads));
            if (chosen.isEmpty()) {
                throw new Refused("no counter is behind what " + topic + " has; --force raises it all the same");
            }
            for (Map.Entry<AccountId, Place> stream : chosen.entrySet()) {
                raise(counters, topic, stream.getKey(), stream.getValue(), heads, arguments.has("--dry-run"));
            }
        }
    }

    private static Map<AccountId, Place> chosen(Map<AccountId, Place> counters, Arguments arguments) {
        Map<AccountId, Place> chosen = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        if (arguments.has("--all")) {
            chosen.putAll(counters);
            return chosen;
        }
        AccountId account = Arguments.account(arguments.required("--account"));
        Place counter = counters.get(account);
        if (counter == null) {
            throw new Refused("account " + account + " has published nothing that the database knows of");
        }
        chosen.put(account, counter);
        return chosen;
    }

    private static boolean isBehind(Map.Entry<AccountId, Place> stream, TopicHeads heads) {
        return heads.of(stream.getKey()).filter(head -> head.compareTo(stream.getValue()) > 0).isPresent();
    }

    private void raise(Counters counters, String topic, AccountId account, Place from, TopicHeads heads,
            boolean dryRun) throws SQLException {
        Place head = heads.of(account).orElse(from);
        boolean ofPeople = topic.equals(Topics.DIRECTORY_USERS);
        // Versions of people never go back, in no epoch: they are compared without it.
        Place to = ofPeople
                ? new Place(Math.max(from.epoch(), head.epoch()), Math.max(from.sequence(), head.sequence()) + 1)
                : new Place(Math.max(from.epoch(), head.epoch()) + 1, 0);
        String plan = "account %s: the database is at %s, the topic at %s; ".formatted(account, from, head);
        if (dryRun) {
            out.accept(plan + "would go on from " + to);
            return;
        }
        boolean moved = ofPeople
                ? counters.moveAndFill(account, topic, from, to)
                : counters.move(account, topic, from, to);
        if (!moved) {
            throw new Refused("the counter of account " + account + " moves; stop handoff-service first");
        }
        out.accept(plan + "goes on from " + to);
    }
}
