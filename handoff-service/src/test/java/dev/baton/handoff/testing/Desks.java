package dev.baton.handoff.testing;

import dev.baton.events.MemberStatus;
import dev.baton.handoff.identity.Member;
import dev.baton.handoff.identity.Members;
import dev.baton.platform.security.Actor;
import dev.baton.platform.tenancy.Tenant;
import dev.baton.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Makes help desks and lets their people use the API. */
@TestComponent
public class Desks {
    public static final String PASSWORD = "correct horse battery staple";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Members members;
    private final TransactionOperations transaction;
    private final PasswordEncoder passwords;
    private final Environment environment;
    private final Clock clock;

    Desks(Members members, TransactionOperations transaction, PasswordEncoder passwords, Environment environment,
            Clock clock) {
        this.members = members;
        this.transaction = transaction;
        this.passwords = passwords;
        this.environment = environment;
        this.clock = clock;
    }

    public Desk open() {
        Desk desk = Desk.newOne();
        String hash = passwords.encode(PASSWORD);
        Tenant.run(desk.account(), () -> transaction.executeWithoutResult(status -> {
            members.open(desk.account(), "A help desk");
            desk.everybody()
                    .forEach(actor -> members.add(new Member(desk.account(), actor.id(), desk.email(actor),
                            actor.name(), actor.role(),
                            actor.equals(desk.former()) ? MemberStatus.DEACTIVATED : MemberStatus.ACTIVE), hash,
                            "UTC"));
        }));
        return desk;
    }

    public URI url() {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    }

    /** With a token that is good for an hour from now, as the test has moved it. */
    public Api as(Actor actor) {
        return new Api(HTTP, url(),
                TestTokens.of(clock, actor.accountId(), actor.id(), actor.name(), actor.role()));
    }

    public Api withToken(String token) {
        return new Api(HTTP, url(), token);
    }

    public Api.Answer signIn(String email, String password) {
        return withToken(null).post("/auth/token", Map.of("email", email, "password", password));
    }

    /** Trades a cookie. */
    public Api.Answer refresh(String cookie) {
        return withToken(null).send("POST", "/auth/refresh", null, Map.of("Cookie", cookie));
    }

    /** A session of {@code author} with one step. */
    public String session(Actor author) {
        String id = as(author).post("/ai-sessions", Map.of("problem_summary", "Outlook is failing to sync email",
                "domain", "mail", "psa_ticket_id", "12345")).created().get("id").asString();
        as(author).post("/ai-sessions/" + id + "/steps", Map.of("kind", "action", "text", "Rebuilt the OST cache",
                "outcome", "Still disconnected")).created();
        return id;
    }

    public static Map<String, Object> escalation() {
        return Map.of("reason", "Out of ideas", "notes", "User is waiting", "priority", "high");
    }

    /** An escalated session. */
    public Escalated escalated(Actor author) {
        String session = session(author);
        JsonNode handoff = as(author).post("/ai-sessions/" + session + "/escalate", escalation())
                .created()
                .get("handoff");
        return new Escalated(session, handoff.get("id").asString());
    }

    /** A session that was handed on to whoever takes it. */
    public Escalated handedOn(Actor actor, String session) {
        return handedOff(actor, session, "escalate");
    }

    /** A session that was put aside. */
    public Escalated parked(Actor actor, String session) {
        return handedOff(actor, session, "park");
    }

    private Escalated handedOff(Actor actor, String session, String intent) {
        String handoff = as(actor)
                .post("/ai-sessions/" + session + "/handoff",
                        Map.of("intent", intent, "reason", "r", "notes", "n", "priority", "normal"))
                .created()
                .get("id")
                .asString();
        return new Escalated(session, handoff);
    }

    /** A session of the junior that the senior claimed and resolved. */
    public String solved(Desk desk, String problem, String domain) {
        String id = as(desk.junior()).post("/ai-sessions", Map.of("problem_summary", problem, "domain", domain))
                .created()
                .get("id")
                .asString();
        String handoff = as(desk.junior()).post("/ai-sessions/" + id + "/escalate", escalation())
                .created()
                .at("/handoff/id")
                .asString();
        as(desk.senior()).post(new Escalated(id, handoff).claim()).ok();
        resolve(desk.senior(), id);
        return id;
    }

    /** Closes a session with a step that fixed it. */
    public void resolve(Actor actor, String session) {
        String path = "/ai-sessions/" + session;
        String step = as(actor)
                .post(path + "/steps", Map.of("kind", "action", "text", "Removed the stored token"))
                .created()
                .get("id")
                .asString();
        as(actor).post(path + "/resolve",
                Map.of("resolution", "A new policy refused the old token", "fixed_by_step_id", step)).ok();
    }

    public record Escalated(String session, String handoff) {
        public String claim() {
            return "/ai-sessions/" + session + "/handoffs/" + handoff + "/claim";
        }
    }
}
