package dev.baton.systemtests.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.RequestOptions;
import dev.baton.systemtests.Baton;
import dev.baton.systemtests.Chromium;
import dev.baton.systemtests.Person;
import dev.baton.systemtests.RunningBaton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What integrators are told works as it stands in the document. */
@ExtendWith(RunningBaton.class)
class IntegratingIT {
    private static final String SENIOR = "senior@acme.example";
    private static final Duration SLOW_START = Duration.ofSeconds(30);
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY = new LocatorAssertions.ContainsTextOptions()
            .setTimeout(2 * SLOW_START.toMillis());

    private static Baton baton;
    private static Examples examples;

    private final List<String> printed = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void extractTheExamples(Baton running) throws IOException {
        baton = running;
        examples = Examples.extract();
    }

    @Test
    void noExampleIsLeftOut() {
        assertThat(examples.names()).containsAll(Examples.FOLLOWERS)
                .containsExactlyInAnyOrder("topic.sh", "ReadTopic.java", "follow.sh", "follow.mjs", "node.mjs",
                        "page.html", "eventsource.html", "follow.py", "Follow.java");
    }

    @Test
    void curlShowsTheStream() throws Exception {
        try (Program curl = examples.start("follow.sh", baton, SENIOR, printed::add)) {
            await().until(() -> printed.contains("event: ready"));
            String handoff = escalate();

            awaitPrinted(handoff);
            assertThat(curl.isRunning()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.html", "eventsource.html"})
    void aPageOfTheSameOriginShowsTheStream(String example) throws Exception {
        try (Chromium chromium = Chromium.start(); BrowserContext window = chromium.browser().newContext()) {
            serve(window, "follow.mjs", "text/javascript");

            showsTheStream(window, example);
        }
    }

    @Test
    void anEventSourceThatGaveUpBeginsAnew() throws Exception {
        try (Chromium chromium = Chromium.start(); BrowserContext window = chromium.browser().newContext()) {
            // A stream that breaks, a refusal, one that says nothing of a place, a refusal, and then the real one.
            Queue<Route.FulfillOptions> answers = new ConcurrentLinkedQueue<>(List.of(
                    stream("id: c-7\nevent: cursor\ndata: {}\n\n"), refused(),
                    stream("event: busy\ndata: {}\n\n"), refused()));
            List<String> asked = new CopyOnWriteArrayList<>();
            window.route(url -> url.contains("/escalations/stream?"), route -> {
                asked.add(route.request().url());
                Route.FulfillOptions answer = answers.poll();
                if (answer == null) {
                    route.resume();
                } else {
                    route.fulfill(answer);
                }
            });

            showsTheStream(window, "eventsource.html");

            assertThat(answers).isEmpty();
            assertThat(asked.getLast()).endsWith("?last_event_id=c-7");
        }
    }

    private static Route.FulfillOptions stream(String events) {
        return new Route.FulfillOptions().setContentType("text/event-stream").setBody("retry: 100\n" + events);
    }

    private static Route.FulfillOptions refused() {
        return new Route.FulfillOptions().setStatus(401);
    }

    private static void showsTheStream(BrowserContext window, String example) throws IOException {
        serve(window, example, "text/html");
        assertThat(window.request()
                .post(baton.edge(1) + "/api/v1/auth/token", RequestOptions.create()
                        .setData(Map.of("email", SENIOR, "password", "baton-demo")))
                .status()).isEqualTo(200);
        Page page = window.newPage();
        page.navigate(baton.edge(1) + "/" + example);
        PlaywrightAssertions.assertThat(page.locator("pre")).containsText("ready", PATIENTLY);

        String handoff = escalate();

        PlaywrightAssertions.assertThat(page.locator("pre")).containsText(handoff, PATIENTLY);
    }

    @Test
    void kcatPrintsTheTopic() throws Exception {
        String handoff = escalate();
        await().atMost(SLOW_START).until(() -> {
            printed.clear();
            try (Program kcat = examples.start("topic.sh", baton, SENIOR, printed::add)) {
                await().atMost(SLOW_START).until(() -> !kcat.isRunning());
            }
            return printed.stream().anyMatch(line -> line.contains(handoff));
        });
    }

    @Test
    void aConsumerInJavaReadsTheTopic() throws Exception {
        try (Program consumer = examples.start("ReadTopic.java", baton, SENIOR, printed::add)) {
            String handoff = escalate();

            awaitPrinted(handoff);
            assertThat(consumer.isRunning()).isTrue();
        }
    }

    private void awaitPrinted(String handoff) {
        await().atMost(SLOW_START).until(() -> printed.stream().anyMatch(line -> line.contains(handoff)));
    }

    private static String escalate() {
        Person junior = baton.signIn("junior@acme.example");
        return junior.escalate("Read by an example").handoff();
    }

    private static void serve(BrowserContext window, String name, String type) throws IOException {
        String text = examples.text(name);
        window.route("**/" + name, route -> route.fulfill(new Route.FulfillOptions().setContentType(type)
                .setBody(text)));
    }
}
