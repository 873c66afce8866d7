package dev.baton.notification.channel;

import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The link of a pick-up message (N3). Following it claims nothing (C7): mail scanners follow links too. */
@Component
public final class PickUpLinks {
    private final URI base;

    PickUpLinks(LinkProperties properties) {
        this.base = properties.linkBaseUrl();
    }

    public URI of(PickUpNotice notice) {
        return UriComponentsBuilder.fromUri(base)
                .pathSegment("pilot", notice.sessionId().toString())
                .queryParam("pickup", "true")
                .build()
                .toUri();
    }
}
