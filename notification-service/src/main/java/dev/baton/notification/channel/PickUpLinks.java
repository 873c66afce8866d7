package dev.baton.notification.channel;

import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The link of a message about a handoff: the pick-up screen (N3), or the session for who has it already. Following it claims
 * nothing (C7): mail scanners follow links too.
 */
@Component
public final class PickUpLinks {
    private final URI base;

    PickUpLinks(LinkProperties properties) {
        this.base = properties.linkBaseUrl();
    }

    public URI of(PickUpNotice notice) {
        UriComponentsBuilder link = UriComponentsBuilder.fromUri(base)
                .pathSegment("pilot", notice.sessionId().toString());
        return (notice.occasion().asksToPickUp() ? link.queryParam("pickup", "true") : link).build().toUri();
    }
}
