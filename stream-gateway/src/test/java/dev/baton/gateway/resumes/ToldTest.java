package dev.baton.gateway.resumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.testing.TestTokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check of {@code SeededResumesTest} sees what it is there for: in a stream that was really sent. */
class ToldTest {
    private static final int EVENTS = 10;

    private final AccountEvents events = new AccountEvents();
    private final int port = RunningGateway.first().streamPort();
    private final String token = TestTokens.of(events.account(), Role.ENGINEER);
    private final NavigableSet<Long> happened = new TreeSet<>();
    private final List<SseEvent> stream = new ArrayList<>();
    private final Told told = new Told(events.account(), happened);

    @BeforeEach
    void recordAStream() {
        LongStream.rangeClosed(1, EVENTS + 5).forEach(happened::add);
        try (StreamClient client = StreamClient.open(port, token)) {
            client.await("ready");
            events.create(EVENTS);
            stream.addAll(client.awaitHandoffs(EVENTS).events());
        }
        events.create(5);
    }

    private List<String> violationsOf(List<SseEvent> heard) {
        told.connected();
        heard.forEach(event -> told.hear(event, false));
        return told.violations();
    }

    private List<String> violationsAfterResuming(SseEvent at) {
        violationsOf(stream);
        try (StreamClient client = StreamClient.resume(port, token, at.id())) {
            client.awaitHandoffs(1);
            told.connected();
            client.events().forEach(event -> told.hear(event, true));
        }
        return told.violations();
    }

    @Test
    void aGoodStreamIsGood() {
        assertThat(violationsAfterResuming(stream.getLast())).isEmpty();
        assertThat(told.last()).isGreaterThan(EVENTS);
    }

    @Test
    void aDroppedFrameIsSeen() {
        stream.remove(4);

        assertThat(violationsOf(stream)).containsExactly("lost 4, 5 came after 3");
    }

    @Test
    void aSwappedPairIsSeen() {
        Collections.swap(stream, 4, 5);

        assertThat(violationsOf(stream)).isNotEmpty();
    }

    @Test
    void aRepeatedFrameIsSeen() {
        stream.add(5, stream.get(4));

        assertThat(violationsOf(stream)).isNotEmpty();
    }

    @Test
    void aCursorOneTooLowIsSeen() {
        assertThat(violationsAfterResuming(stream.get(EVENTS - 1))).isNotEmpty();
    }

    @Test
    void aCursorOneTooHighIsSeen() {
        SseEvent last = stream.removeLast();

        assertThat(violationsAfterResuming(last)).contains("lost 10, 11 came after 9");
    }

    @Test
    void aFreshStartThatWasNotAnnouncedIsSeen() {
        violationsOf(stream);
        told.connected();
        told.hear(stream.getFirst(), true);
        told.hear(stream.get(1), true);

        assertThat(told.violations()).isNotEmpty();
    }
}
