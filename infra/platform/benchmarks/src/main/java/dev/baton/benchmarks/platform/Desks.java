package dev.baton.benchmarks.platform;

import dev.baton.events.AccountId;
import dev.baton.events.Role;
import dev.baton.events.TimeOrderedUuid;
import dev.baton.events.UserId;
import dev.baton.launcher.topology.SettingOverride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Made-up help desks, which handoff-service seeds as it seeds the demo data: with the rows and events of real ones. */
public record Desks(List<Desk> all) {

    /** One account; the first of its people escalates, the others take over. */
    public record Desk(AccountId id, List<Person> people) {
        public Desk {
            people = List.copyOf(people);
        }

        public Person junior() {
            return people.getFirst();
        }
    }

    public Desks {
        all = List.copyOf(all);
    }

    public static Desks of(int accounts, int peopleOfEach) {
        TimeOrderedUuid ids = new TimeOrderedUuid(Clock.systemUTC(), new Random());
        List<Desk> desks = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            AccountId account = new AccountId(ids.next());
            List<Person> people = new ArrayList<>();
            for (int j = 0; j < peopleOfEach; j++) {
                people.add(new Person(account, new UserId(ids.next()), "Robin Number " + j, Role.ENGINEER));
            }
            desks.add(new Desk(account, people));
        }
        return new Desks(desks);
    }

    /** Writes them where handoff-service is then told to find its demo data. */
    public SettingOverride write(Path folder) throws IOException {
        List<Map<String, ?>> accounts = new ArrayList<>();
        for (Desk desk : all) {
            String key = desk.id().toString();
            Files.createDirectories(folder.resolve("sessions").resolve(key));
            accounts.add(Map.of("key", key, "id", key, "name", "Desk " + key, "members",
                    desk.people().stream().map(Desks::member).toList()));
        }
        // JSON is YAML too.
        Files.writeString(folder.resolve("accounts.yaml"), JsonMapper.shared().writeValueAsString(accounts));
        return new SettingOverride("handoff-service", "baton.demo.data", folder.toString());
    }

    private static Map<String, ?> member(Person person) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("key", person.id().toString());
        member.put("id", person.id().toString());
        member.put("email", person.email());
        member.put("name", person.name());
        member.put("role", person.role().name().toLowerCase(Locale.ROOT));
        member.put("status", "active");
        member.put("time_zone", "UTC");
        return member;
    }
}
