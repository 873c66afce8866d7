package dev.baton.notification.channel;

import java.net.URI;

/** Links for tests of the channels. */
public final class PickUpLinksFixture {
    private PickUpLinksFixture() {}

    public static PickUpLinks links() {
        return new PickUpLinks(new LinkProperties(URI.create("https://baton.example/console")));
    }
}
