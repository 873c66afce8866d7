package dev.baton.benchmarks.handoff;

import dev.baton.benchmarks.load.HttpConnection;
import dev.baton.benchmarks.load.HttpConnection.Answer;
import java.io.IOException;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests with text as technicians write it, and what their answers say. */
public final class Bodies {
    private static final String API = "/api/v1/ai-sessions";
    private static final String SESSION = """
            {"problem_summary":"Outlook fails to sync mail for the whole finance team since this morning",
            "domain":"mail","psa_ticket_id":"T-4711"}""";
    private static final String STEP = """
            {"kind":"action","text":"Checked the autodiscover record and the certificate of the mail server.",
            "command":"Resolve-DnsName autodiscover.finance.example -Type CNAME","outcome":"Both are as they should be."}""";
    private static final String HANDOFF = """
            {"intent":"escalate","reason":"Needs somebody with rights on the tenant",
            "notes":"All of finance, eleven people, is cut off from mail since 08:10. Clients and DNS are fine, the\
             sign-in log shows failures that I may not open. Month end is today.","priority":"high"}""";

    private Bodies() {}

    public static byte[] session(String token) {
        return HttpConnection.post(API, token, SESSION);
    }

    public static byte[] step(String token, String session) {
        return HttpConnection.post(API + "/" + session + "/steps", token, STEP);
    }

    /** With a key, as the console sends it. */
    public static byte[] handoff(String token, String session) {
        return HttpConnection.post(API + "/" + session + "/handoff", token, HANDOFF,
                "Idempotency-Key: " + UUID.randomUUID());
    }

    public static byte[] claim(String token, String session, String handoff) {
        return HttpConnection.post(API + "/" + session + "/handoffs/" + handoff + "/claim", token, "");
    }

    /**
     * The body of an answer that created something.
     *
     * @throws IOException when it was not made
     */
    public static JsonNode created(Answer answer) throws IOException {
        if (answer.status() != 201) {
            throw new IOException("answered " + answer.status() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    /** A session with one step, ready to be handed off. */
    public static String openSession(HttpConnection connection, String token) throws IOException {
        JsonNode made = created(connection.send(session(token)));
        String id = made.path("session").path("id").asString(made.path("id").asString(""));
        created(connection.send(step(token, id)));
        return id;
    }
}
