package dev.baton.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page as seniors use it, in a real browser (U12). */
@ExtendWith(RunningBaton.class)
class BrowserJourneyIT {
    private static final Path PICTURES = Path.of("target", "pictures");

    private static Baton baton;
    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void openTheBrowser(Baton running) {
        baton = running;
        chromium = Chromium.start();
        browser = chromium.browser();
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
    }

    @Test
    void aSeniorSeesAHandoffArriveAndPicksItUp() {
        try (BrowserContext window = browser.newContext()) {
            Page page = signedIn(window, "senior@acme.example", "/escalations", 1);

            Person.Escalated escalated = baton.signIn("junior@acme.example").escalate("Arrives without a reload");

            Locator card = card(page, escalated);
            assertThat(card).isVisible();
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("queue.png")));
            card.getByTestId("pick-up").click();
            assertThat(page).hasURL(Pattern.compile(".*/pilot/" + escalated.session() + "\\?pickup=true"));
            assertThat(page.getByTestId("context")).containsText("Rebuilt the OST cache");
            assertThat(page.getByTestId("assessment")).containsText("rules");
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("pick-up.png")).setFullPage(true));
            page.getByTestId("claim").click();
            assertThat(page.getByTestId("timeline")).isVisible();
            assertThat(page).hasURL(Pattern.compile(".*/pilot/" + escalated.session() + "$"));
        }
    }

    @Test
    void ofTwoSeniorsWhoPressTogetherOneReadsWhoWon() {
        try (BrowserContext first = browser.newContext(); BrowserContext second = browser.newContext()) {
            Page winner = signedIn(first, "senior@acme.example", "/escalations", 1);
            Page loser = signedIn(second, "senior2@acme.example", "/escalations", 2);
            Person.Escalated escalated = baton.signIn("junior@acme.example").escalate("Two want this one");
            card(winner, escalated).getByTestId("pick-up").click();
            card(loser, escalated).getByTestId("pick-up").click();
            assertThat(loser.getByTestId("claim")).isEnabled();
            winner.getByTestId("claim").click();
            loser.getByTestId("claim").click();

            assertThat(winner.getByTestId("timeline")).isVisible();
            assertThat(loser.getByTestId("toast")).containsText("Already claimed by Marcus Oyelaran");
            assertThat(loser).hasURL(Pattern.compile(".*/escalations$"));
        }
    }

    @Test
    void aDeepLinkSurvivesSigningIn() {
        Person.Escalated escalated = baton.signIn("junior@acme.example").escalate("Linked from a mail");
        try (BrowserContext window = browser.newContext()) {
            Page page = signedIn(window, "owner@acme.example", "/pilot/" + escalated.session() + "?pickup=true", 1);

            assertThat(page.getByTestId("context")).containsText("Linked from a mail");
        }
    }

    private static Page signedIn(BrowserContext window, String email, String path, int edge) {
        Page page = window.newPage();
        page.navigate(baton.edge(edge).resolve(path).toString());
        page.getByTestId("sign-in-email").fill(email);
        page.getByTestId("sign-in-password").fill("baton-demo");
        page.getByTestId("sign-in-submit").click();
        if (path.equals("/escalations")) {
            assertThat(page.getByTestId("stream-chip")).hasAttribute("data-state", "live");
        }
        return page;
    }

    private static Locator card(Page page, Person.Escalated escalated) {
        return page.locator("[data-testid=card][data-handoff-id='" + escalated.handoff() + "']");
    }
}
