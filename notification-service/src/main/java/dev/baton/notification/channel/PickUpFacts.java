package dev.baton.notification.channel;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What every message about a handoff tells of it, by label, each on one line and not yet escaped. */
public final class PickUpFacts {
    public static final String PROBLEM = "Problem";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private PickUpFacts() {}

    public static Map<String, String> of(PickUpNotice notice) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(PROBLEM, notice.problemSummary());
        if (notice.psaTicketId() != null) {
            facts.put("Ticket", notice.psaTicketId());
        }
        facts.put("Priority", notice.priority().name().toLowerCase(Locale.ROOT));
        if (notice.targetName() != null) {
            facts.put("Meant for",
                    notice.targetName() + (notice.occasion().asksToPickUp() ? " (anyone may pick it up)" : ""));
        }
        facts.put("Reason", notice.reason());
        facts.put("Domain", notice.domain());
        facts.put("Steps so far", String.valueOf(notice.stepCount()));
        facts.put("Escalated", TIME.format(notice.escalatedAt()));
        facts.replaceAll((label, value) -> OneLine.of(value));
        return Collections.unmodifiableMap(facts);
    }
}
