package dev.baton.notification.destination;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a webhook URL may start with (T6): scheme, host and port, as {@code https://hooks.slack.com}. A host that starts
 * with {@code *.} stands for one or more labels before the rest, never for the rest alone.
 */
record AllowedOrigin(String scheme, boolean wildcard, String host, int port) {
    private static final Pattern FORM = Pattern
            .compile("(https?)://(\\*\\.)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?)(?::([0-9]{1,5}))?");
    private static final Pattern LABELS = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    AllowedOrigin {
        if (wildcard && host.indexOf('.') < 0) {
            throw new IllegalArgumentException("a wildcard needs at least two labels after it");
        }
    }

    /** Public for the conversion of settings. */
    public static AllowedOrigin valueOf(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not an origin: " + text);
        }
        String port = form.group(5);
        return new AllowedOrigin(form.group(1), form.group(2) != null, form.group(3),
                port == null ? defaultPort(form.group(1)) : Integer.parseInt(port));
    }

    static int defaultPort(String scheme) {
        return scheme.equals("https") ? HTTPS : HTTP;
    }

    /** All in lower case. */
    boolean covers(String otherScheme, String otherHost, int otherPort) {
        return scheme.equals(otherScheme) && port == otherPort && coversHost(otherHost);
    }

    @Override
    public String toString() {
        return scheme + "://" + (wildcard ? "*." : "") + host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    private boolean coversHost(String other) {
        if (!wildcard) {
            return host.equals(other);
        }
        String end = "." + host;
        return other.endsWith(end) && LABELS.matcher(other.substring(0, other.length() - end.length())).matches();
    }
}
