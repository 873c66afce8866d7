package dev.baton.launcher.topology;

/** How many processes of each service run side by side, 1 to {@link #MOST}. */
public record Replicas(int handoff, int notification, int analytics, int gateway) {
    /** Two of those that a person waits for, one of those that work in the background. */
    public static final Replicas STANDARD = new Replicas(2, 1, 1, 2);
    /** The ports of a service lie this far apart. */
    public static final int MOST = 9;

    public Replicas {
        if (Math.min(Math.min(handoff, notification), Math.min(analytics, gateway)) < 1
                || Math.max(Math.max(handoff, notification), Math.max(analytics, gateway)) > MOST) {
            throw new IllegalArgumentException("a service has 1 to " + MOST + " replicas");
        }
    }

    public static Replicas ofEach(int count) {
        return new Replicas(count, count, count, count);
    }
}
