package dev.baton.launcher.topology;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One setting of a service that this run has otherwise than usual.
 *
 * @param service its module, or {@link #EVERY_SERVICE}
 */
public record SettingOverride(String service, String name, String value) {
    public static final String EVERY_SERVICE = "all";

    private static final Pattern FORM = Pattern.compile(
            "(all|handoff-service|notification-service|analytics-service|stream-gateway):([a-zA-Z0-9.\\[\\]_-]+)=(\\V*)");

    /** Empty for what is not of the form {@code SERVICE:NAME=VALUE}. */
    public static Optional<SettingOverride> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new SettingOverride(form.group(1), form.group(2), form.group(3)))
                : Optional.empty();
    }

    boolean concerns(String module) {
        return service.equals(EVERY_SERVICE) || service.equals(module);
    }
}
