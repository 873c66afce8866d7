package dev.baton.notification.channel.email;

import static dev.baton.notification.channel.PickUpNotices.aNotice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.notification.channel.Occasion;
import dev.baton.notification.channel.PickUpNotice;
import dev.baton.notification.channel.PickUpNotices;
import jakarta.mail.Header;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives at the relay, parsed as the receiver will parse it. */
class PickUpMailTest {
    private static final String SENIOR = "senior@acme.example";

    private final ScriptedRelay relay = new ScriptedRelay();
    private final EmailChannel email = EmailChannelTest.channelTo(relay.port());

    @AfterEach
    void close() throws Exception {
        relay.close();
    }

    @Test
    void carriesTheIdOfTheDeliveryAndTheThreadOfTheHandoff() throws Exception {
        PickUpNotice notice = aNotice().build();

        MimeMessage mail = sent(notice);

        assertThat(mail.getMessageID()).isEqualTo("<" + notice.id() + "@msp.example>");
        assertThat(mail.getHeader("References")).containsExactly("<" + notice.handoffId() + "@msp.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("baton@msp.example"));
    }

    @Test
    void aRepeatHasTheSameId() throws Exception {
        PickUpNotice notice = aNotice().build();

        assertThat(sent(notice).getMessageID()).isEqualTo(sent(notice).getMessageID());
    }

    @Test
    void saysItAsTextAndAsHtmlAndLinksToThePickUpScreen() throws Exception {
        PickUpNotice notice = aNotice().about("Outlook does not open").build();

        MimeMessage mail = sent(notice);

        String link = "https://baton.example/console/pilot/" + notice.sessionId() + "?pickup=true";
        assertThat(mail.getSubject()).isEqualTo("Escalation from Jun Ior · #12345: Outlook does not open");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(part(mail, 0)).contains("Outlook does not open", link);
        assertThat(part(mail, 1)).contains("Outlook does not open", "href=\"" + link + "\"");
    }

    @ParameterizedTest
    @CsvSource({"STILL_WAITING,Still waiting: ,Jun Ior still needs help with a session. Nobody has picked it up yet.",
            "NOBODY_CAME,Nobody picked up: ,'Jun Ior still needs help with a session. Nobody has picked it up, a reminder did not help.'"})
    void aReminderSaysSoInTheThreadOfItsHandoffAndLinksToThePickUpScreen(Occasion occasion, String beginning,
            String opening) throws Exception {
        PickUpNotice notice = aNotice().on(occasion).build();

        MimeMessage mail = sent(notice);

        assertThat(mail.getSubject()).isEqualTo(beginning + " Escalation from Jun Ior · #12345: Outlook does not open");
        assertThat(mail.getHeader("References")).containsExactly("<" + notice.handoffId() + "@msp.example>");
        String link = "https://baton.example/console/pilot/" + notice.sessionId() + "?pickup=true";
        assertThat(part(mail, 0)).startsWith(opening).contains("Problem: Outlook does not open", "Pick up: " + link);
        assertThat(part(mail, 1)).contains(opening, "href=\"" + link + "\"", ">Pick up</a>");
    }

    @Test
    void aReminderToTheClaimerLinksToTheSessionThatIsTheirs() throws Exception {
        PickUpNotice notice = aNotice().on(Occasion.NOTHING_DONE).build();

        MimeMessage mail = sent(notice);

        assertThat(mail.getSubject())
                .isEqualTo("Nothing done yet: Escalation from Jun Ior · #12345: Outlook does not open");
        String link = "https://baton.example/console/pilot/" + notice.sessionId();
        assertThat(part(mail, 0)).startsWith("You picked up a session of Jun Ior. Nothing has been done in it since.")
                .contains("Open the session: " + link, "give it back")
                .doesNotContain("pickup=true");
        assertThat(part(mail, 1)).contains("href=\"" + link + "\"", ">Open the session</a>")
                .doesNotContain("claims nothing");
    }

    @Test
    void textOfPeopleNeverBecomesMarkup() throws Exception {
        String evil = "</td><script>alert(1)</script><a href=\"http://evil.example\">&'";

        for (Occasion occasion : Occasion.values()) {
            String html = part(sent(
                    aNotice().on(occasion).about(evil).from(evil).because(evil).withTicket(evil).build()), 1);

            assertThat(html).doesNotContain("<script", "<a href=\"http://evil").contains("&lt;script&gt;");
        }
    }

    static Stream<PickUpNotices> injections() {
        return Stream.of("x\r\nBcc: evil@x.example", "x\nBcc: evil@x.example", "x\rBcc: evil@x.example",
                "x\r\n\r\n<h1>body</h1>", "x\u0000\u000b\u000cBcc: evil@x.example", "x\u2028Bcc: evil@x.example",
                "=?UTF-8?Q?x=0D=0ABcc:_evil@x.example?=", "x%0d%0aBcc: evil@x.example", "\u202egnp.exe")
                .flatMap(evil -> Stream.of(aNotice().from(evil), aNotice().about(evil), aNotice().withTicket(evil),
                        aNotice().to(evil, SENIOR), aNotice().on(Occasion.NOTHING_DONE).from(evil),
                        aNotice().on(Occasion.STILL_WAITING).about(evil)));
    }

    @ParameterizedTest
    @MethodSource("injections")
    void textOfPeopleNeverBecomesAHeader(PickUpNotices notice) throws Exception {
        MimeMessage mail = sent(notice.build());

        List<String> names = Collections.list(mail.getAllHeaders()).stream().map(Header::getName).toList();
        assertThat(names).containsExactlyInAnyOrder("Date", "From", "To", "Message-ID", "References", "Subject",
                "MIME-Version", "Content-Type", "Auto-Submitted", "X-Auto-Response-Suppress");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) mail.getAllRecipients()[0]).getAddress()).isEqualTo(SENIOR);
        assertThat(mail.getSubject()).doesNotContain("\r", "\n", "\u202e", "\u0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë Ångström", "王小明", "👩‍💻", "\"Bob\" <bob@evil.example>", "a,b;c"})
    void aNameOfAnyScriptSurvives(String name) throws Exception {
        MimeMessage mail = sent(aNotice().to(name, SENIOR).from(name).build());

        InternetAddress to = (InternetAddress) mail.getAllRecipients()[0];
        assertThat(to.getPersonal()).isEqualTo(name);
        assertThat(to.getAddress()).isEqualTo(SENIOR);
        assertThat(mail.getSubject()).startsWith("Escalation from " + name);
    }

    private MimeMessage sent(PickUpNotice notice) {
        email.send(notice);
        return relay.mailsTo(SENIOR).getLast().parsed();
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent();
    }
}
