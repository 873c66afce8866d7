package dev.baton.notification.channel.webhook;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A webhook's URL is a password, and an error page may quote the request: what is kept of an answer is without it. */
final class UrlSecrets {
    private static final String REMOVED = "[removed]";
    private static final Pattern SEPARATORS = Pattern.compile("[/?&=;]");
    private static final int SHORTEST = 8;
    // Words of a path, as "services" and "workflows", say nothing and stand in honest answers.
    private static final Pattern WORD = Pattern.compile("[a-z_-]{1,19}");

    private UrlSecrets() {}

    static String without(URI url, String text) {
        String clean = text;
        for (String secret : secrets(url)) {
            clean = clean.replace(secret, REMOVED);
        }
        return clean;
    }

    // The longest first: a part of another is then gone with it.
    private static List<String> secrets(URI url) {
        String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        return Stream.concat(Stream.of(path), Arrays.stream(SEPARATORS.split(path)))
                .flatMap(part -> Stream.of(part, URLDecoder.decode(part, StandardCharsets.UTF_8)))
                .filter(part -> part.length() >= SHORTEST && !WORD.matcher(part).matches())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
