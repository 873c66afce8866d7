package dev.baton.notification.destination;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A URL that messages may be posted to. It is taken apart once and put together again from the parts that were checked,
 * so that whoever connects reads it as it was read here. Its text form shows the host only.
 */
final class WebhookUrl {
    private static final int MAX_LENGTH = 2000;
    // Neither spaces nor control characters nor letters of other scripts, which look like other hosts.
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern RETIRED = Pattern
            .compile("(.+\\.)?(webhook\\.office\\.com|outlook\\.office(365)?\\.com)");

    private final URI uri;

    private WebhookUrl(URI uri) {
        this.uri = uri;
    }

    /** @throws NotAllowed with what is wrong, in words for the person who typed it */
    static WebhookUrl of(String text, List<AllowedOrigin> allowed) throws NotAllowed {
        if (text.length() > MAX_LENGTH) {
            throw new NotAllowed("is longer than " + MAX_LENGTH + " characters");
        }
        URI typed = parse(text);
        String scheme = lower(typed.getScheme());
        String host = lower(typed.getHost());
        if (RETIRED.matcher(host).matches()) {
            throw new NotAllowed("is an Office 365 connector, which Microsoft has retired; in the Teams channel, open"
                    + " Workflows, create \"Send webhook alerts to a channel\" and use the URL that it shows");
        }
        int port = typed.getPort() < 0 ? AllowedOrigin.defaultPort(scheme) : typed.getPort();
        if (allowed.stream().noneMatch(origin -> origin.covers(scheme, host, port))) {
            throw new NotAllowed("is not at a host that this kind of destination may have");
        }
        if (typed.getRawPath().length() < 2) {
            throw new NotAllowed("names a host but no webhook");
        }
        String query = typed.getRawQuery() == null ? "" : "?" + typed.getRawQuery();
        return new WebhookUrl(URI.create(scheme + "://" + host + ":" + port + typed.getRawPath() + query));
    }

    private static URI parse(String text) throws NotAllowed {
        if (!PRINTABLE.matcher(text).matches()) {
            throw new NotAllowed("holds a space or a character that a URL cannot have");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new NotAllowed("is not a URL");
        }
        // No host is also the answer for an authority that other programs might understand in their own way.
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new NotAllowed("is not a URL of a webhook");
        }
        if (uri.getRawAuthority().indexOf('@') >= 0) {
            throw new NotAllowed("must not hold a user name or password");
        }
        if (uri.getRawFragment() != null) {
            throw new NotAllowed("must not have a part after #");
        }
        return uri;
    }

    URI uri() {
        return uri;
    }

    String host() {
        return uri.getHost();
    }

    @Override
    public String toString() {
        return host();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Why the URL was refused. */
    static final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1L;

        NotAllowed(String rule) {
            super(rule, null, false, false);
        }

        String rule() {
            return String.valueOf(getMessage());
        }
    }
}
