package dev.baton.systemtests.faults;

/**
 * What a run does; the same seed gives the same load and the same order of faults.
 *
 * @param handoffs that have to be acknowledged before the run may end
 * @param faults that have to be made before the run may end
 * @param accounts that the load is spread over
 * @param perSecond escalations that are begun in a second, over all accounts, while nothing is broken
 * @param trained whether processes start from caches, as those of {@code infra/up} do
 */
record Plan(int handoffs, int faults, int accounts, int perSecond, long seed, boolean trained) {
    private static final String PREFIX = "baton.faults.";

    /** The two-minute form, unless system properties say otherwise. */
    static Plan ofProperties() {
        return new Plan(Integer.getInteger(PREFIX + "handoffs", 300), Integer.getInteger(PREFIX + "faults", 14),
                Integer.getInteger(PREFIX + "accounts", 20), Integer.getInteger(PREFIX + "per-second", 5),
                Long.getLong(PREFIX + "seed", 20_261_126), Boolean.getBoolean(PREFIX + "trained"));
    }
}
