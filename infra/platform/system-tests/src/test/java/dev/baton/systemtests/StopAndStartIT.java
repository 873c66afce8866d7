package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A platform of its own, stopped in every way and started again on its data (O1). */
class StopAndStartIT {
    @Test
    void whatWasThereIsThereAgainAndNoProcessIsLeftBehind() throws Exception {
        try (Baton baton = Baton.start()) {
            Person.Escalated escalated = baton.signIn("junior@acme.example").escalate("Survive a restart");

            List<ProcessHandle> killedLauncher = running(baton);
            baton.killLauncher();
            baton.up();
            assertThat(baton.signIn("senior@acme.example").get("/ai-sessions/" + escalated.session()).status())
                    .isEqualTo(200);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(killedLauncher).noneMatch(ProcessHandle::isAlive));

            List<ProcessHandle> stopped = baton.stop();
            assertThat(stopped).hasSizeGreaterThan(8);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(stopped).noneMatch(ProcessHandle::isAlive));
        }
    }

    private static List<ProcessHandle> running(Baton baton) {
        List<ProcessHandle> running = new ArrayList<>();
        baton.processNames().forEach(name -> running.add(baton.process(name)));
        return running;
    }
}
