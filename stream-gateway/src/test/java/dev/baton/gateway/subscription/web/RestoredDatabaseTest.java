package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.testing.TestTokens;
import org.junit.jupiter.api.Test;

/** An operator has raised the epoch: what clients saw before may never have happened. */
class RestoredDatabaseTest {
    private final AccountEvents events = new AccountEvents();
    private final int port = RunningGateway.first().streamPort();
    private final String token = TestTokens.of(events.account(), Role.ENGINEER);

    @Test
    void openStreamsAreToldAndGoOn() {
        try (StreamClient client = StreamClient.open(port, token)) {
            client.await("ready");
            events.create(3).inEpoch(2).from(0).create(2);

            client.awaitHandoffs(5);

            assertThat(client.events()).extracting(SseEvent::type)
                    .containsExactly("ready", "handoff_created", "handoff_created", "handoff_created", "resync",
                            "handoff_created", "handoff_created");
            assertThat(client.await("resync").data()).contains("\"reason\":\"new_epoch\"");
        }
    }

    @Test
    void aCursorFromBeforeIsNoPlaceToResumeFromAndOneFromAfterIs() {
        String before;
        try (StreamClient client = StreamClient.open(port, token)) {
            client.await("ready");
            events.create(3);
            before = client.awaitHandoffs(3).handoffs().getLast().id();
            events.inEpoch(2).from(0).create(4);
            // The replica has read them.
            client.awaitHandoffs(7);
        }

        String after;
        try (StreamClient client = StreamClient.resume(port, token, before)) {
            SseEvent resync = client.await("resync");
            assertThat(resync.data()).contains("\"reason\":\"new_epoch\"");
            after = resync.id();
        }
        events.create(1);
        try (StreamClient client = StreamClient.resume(port, token, after)) {
            assertThat(client.awaitHandoffs(1).events().getFirst().data()).contains("\"resumed\":true");
            assertThat(StreamTest.sequences(client)).containsExactly("%020d".formatted(5));
        }
    }
}
