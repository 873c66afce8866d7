package dev.baton.systemtests.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** What each of many clients heard of its stream, in order. Clients write from threads of their own. */
final class Journal {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private record Entry(String follower, String type, String data) {}

    /** @param follower which client, and on which way */
    void add(String follower, String type, String data) {
        entries.add(new Entry(follower, type, data));
    }

    /** The handoffs of those wanted whose creation a client was told of, as often as it was. */
    List<String> created(String follower, List<String> wanted) {
        return entries.stream()
                .filter(entry -> entry.follower().equals(follower) && entry.type().equals("handoff_created"))
                .map(entry -> JSON.readTree(entry.data()).at("/data/handoff_id").asString())
                .filter(wanted::contains)
                .toList();
    }

    long count(String follower, String type) {
        return entries.stream()
                .filter(entry -> entry.follower().equals(follower) && entry.type().equals(type))
                .count();
    }

    /** How often a client's stream was said to go on where it had ended. */
    long resumes(String follower) {
        return entries.stream()
                .filter(entry -> entry.follower().equals(follower) && entry.type().equals("ready"))
                .filter(entry -> JSON.readTree(entry.data()).get("resumed").asBoolean())
                .count();
    }
}
