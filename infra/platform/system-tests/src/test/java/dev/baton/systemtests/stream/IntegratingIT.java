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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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
            .setTimeout(SLOW_START.toMillis());

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
            AtomicInteger asked = new AtomicInteger();
            window.route(url -> url.contains("/escalations/stream?"), route -> {
                if (asked.incrementAndGet() == 1) {
                    route.fulfill(new Route.FulfillOptions().setStatus(401));
                } else {
                    route.resume();
                }
            });

            showsTheStream(window, "eventsource.html");

            assertThat(asked).hasValueGreaterThan(1);
        }
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
