package dev.baton.handoff.testing;

/** Settings of tests that ask a {@link ModelServer}. */
public final class Models {
    public static final String KEY = "sk-secret-of-the-tests";
    public static final String NAME = "model-of-tests";

    private Models() {}

    /** The settings, as {@code name=value}. */
    public static String[] settings(String provider, ModelServer server) {
        return new String[]{"baton.model.provider=" + provider, "baton.model.base-url=" + server.url(),
                "baton.model.api-key=" + KEY, "baton.model.name=" + NAME};
    }
}
