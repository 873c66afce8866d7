package dev.baton.benchmarks.past;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Problems in the words of a help desk: some words are in every other one, some in a handful, and names of programs and
 * devices in one or two. For one thread.
 */
final class Problems {
    private static final List<Area> AREAS = List.of(
            new Area("mail", List.of("Outlook", "Exchange mailbox", "Shared calendar", "Mail rule", "Spam filter")),
            new Area("printing", List.of("Printer", "Label printer", "Print queue", "Scanner", "Fax line")),
            new Area("vpn", List.of("VPN client", "Remote desktop", "Split tunnel", "Gateway", "Two-factor prompt")),
            new Area("identity", List.of("Password", "Sign-in", "Group policy", "Security key", "Directory sync")),
            new Area("storage", List.of("Backup", "Network drive", "Shared folder", "Snapshot", "Disk array")),
            new Area("lob",
                    List.of("Accounting program", "Time tracking", "Warehouse terminal", "Till", "Licence server")),
            new Area("network", List.of("Wireless", "Switch", "Firewall rule", "Name resolution", "Phone")));
    private static final List<String> SYMPTOMS = List.of("is failing", "does not start", "is very slow",
            "asks for the password again and again", "cannot connect", "loses its connection", "shows an error",
            "does not sync", "is offline", "hangs after the update", "rejects the certificate", "freezes",
            "prints blank pages", "drops every second call", "reports a full disk", "locks the account out",
            "restarts by itself", "crashes on opening an attachment", "overwrites newer files", "stutters");
    private static final List<String> WHO = List.of("for one user", "for the whole office", "for finance",
            "for the sales team", "for everybody at the branch", "for the reception", "for a new colleague",
            "for the managing director", "for the night shift", "for an apprentice", "for two contractors",
            "for the auditors");
    private static final List<String> WHEN = List.of("since this morning", "since the update", "after the move",
            "since Monday", "after a power cut", "now and then", "on every second try", "since the migration",
            "after lunch", "during month end", "whenever it rains");
    private static final List<String> FIXES = List.of("Cleared the cache and signed in again",
            "Removed the stored token", "Renewed the certificate", "Restarted the spooler", "Rolled the driver back",
            "Corrected the record in the zone", "Raised the quota", "Moved the account to the right group",
            "Replaced the cable", "Set the clock of the device", "Reinstalled the agent", "Opened the port again");
    private static final List<String> CAUSES = List.of("A policy refused the old token", "The disk was full",
            "An update had reset the setting", "The licence had run out", "Two devices had one address",
            "The certificate had expired", "A rule blocked the service", "The cable was broken");
    private static final String[] SYLLABLES = {"ka", "ven", "to", "lum", "bri", "so", "nax", "del", "pir", "mo", "gan",
            "tes", "ur", "fil", "qua", "zen"};
    private static final int NAMES = 4_000;

    private final RandomGenerator random;

    /** A field of work and what breaks in it. */
    private record Area(String name, List<String> things) {}

    Problems(RandomGenerator random) {
        this.random = random;
    }

    /** @param number unique for its help desk */
    Problem next(int number) {
        Area area = often(AREAS);
        String summary = String.join(" ", often(area.things()), often(SYMPTOMS), often(WHO), often(WHEN))
                + switch (random.nextInt(4)) {
                    case 0 -> ", on PC" + random.nextInt(100_000);
                    case 1 -> ", with " + name();
                    case 2 -> ", with " + name() + " and error 0x" + Integer.toHexString(random.nextInt(1 << 16));
                    default -> "";
                };
        return new Problem(summary, area.name(), "T-" + number, often(FIXES) + ".", often(CAUSES) + ".");
    }

    /** The first come several times as often as the last. */
    private <T> T often(List<T> choices) {
        double place = random.nextDouble();
        return choices.get((int) (place * place * choices.size()));
    }

    /** Of a program that few have. */
    private String name() {
        int left = random.nextInt(NAMES);
        StringBuilder name = new StringBuilder("X");
        for (int i = 0; i < 3; i++) {
            name.append(SYLLABLES[left % SYLLABLES.length]);
            left /= SYLLABLES.length;
        }
        return name.toString();
    }
}
