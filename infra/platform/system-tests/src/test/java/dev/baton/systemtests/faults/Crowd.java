package dev.baton.systemtests.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Accounts of the run's own. Everything that one of them writes carries a word that is seen nowhere else. */
record Crowd(List<Account> accounts) {
    static final String CANARY = "canary";

    Crowd {
        accounts = List.copyOf(accounts);
    }

    static Crowd of(int accounts, long seed) {
        Random random = new Random(seed);
        List<Account> all = new ArrayList<>();
        for (int i = 1; i <= accounts; i++) {
            String key = "desk" + i;
            String canary = CANARY + "%012x".formatted(random.nextLong() & 0xFFFF_FFFF_FFFFL);
            all.add(new Account(id(key), key, canary, List.of(member(key, "junior", "engineer"),
                    member(key, "senior", "engineer"), member(key, "admin", "admin"),
                    member(key, "viewer", "viewer"))));
        }
        return new Crowd(all);
    }

    private static Member member(String account, String key, String role) {
        return new Member(id(account + "/" + key), key, key + "@" + account + ".example", role);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes them in the form of the demo data, which handoff-service reads when it starts; JSON is YAML, too. */
    Path write(Path folder) throws IOException {
        for (Account account : accounts) {
            Files.createDirectories(folder.resolve("sessions").resolve(account.key()));
        }
        List<Map<String, Object>> written = accounts.stream().map(Crowd::written).toList();
        Files.writeString(folder.resolve("accounts.yaml"), JsonMapper.shared().writeValueAsString(written));
        return folder;
    }

    private static Map<String, Object> written(Account account) {
        List<Map<String, String>> members = account.members()
                .stream()
                .map(member -> Map.of("key", member.key(), "id", member.id().toString(), "email", member.email(),
                        "name", member.key() + " " + account.canary(), "role", member.role(), "status", "active",
                        "time_zone", "UTC"))
                .toList();
        return Map.of("key", account.key(), "id", account.id().toString(), "name", "Desk " + account.canary(),
                "members", members);
    }

    /**
     * A tenant.
     *
     * @param canary the word of this account
     */
    record Account(UUID id, String key, String canary, List<Member> members) {
        Account {
            members = List.copyOf(members);
        }

        Member member(String wanted) {
            return members.stream().filter(member -> member.key().equals(wanted)).findFirst().orElseThrow();
        }

        /** Who is told of an escalation by the junior. */
        List<Member> eligible() {
            return List.of(member("senior"), member("admin"));
        }
    }

    record Member(UUID id, String key, String email, String role) {}
}
