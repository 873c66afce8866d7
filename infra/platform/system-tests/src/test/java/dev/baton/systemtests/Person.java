package dev.baton.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is signed in and uses the API through an edge. */
public record Person(URI edge, String email, String token) {
    public static final JsonMapper JSON = new JsonMapper();
    static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @throws IllegalStateException when the answer is no token */
    public static Person signIn(URI edge, String email) {
        Answer answer = new Person(edge, email, "").post("/auth/token", Map.of("email", email, "password",
                "baton-demo"));
        if (answer.status() != 200) {
            throw new IllegalStateException("not signed in: " + answer);
        }
        return new Person(edge, email, answer.json().get("access_token").asString());
    }

    /** The same person at another edge. */
    public Person at(URI otherEdge) {
        return new Person(otherEdge, email, token);
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    Answer post(String path, Map<String, ?> body) {
        return send("POST", path, JSON.writeValueAsString(body), Map.of());
    }

    Answer post(String path) {
        return send("POST", path, null, Map.of());
    }

    public Answer send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(edge.resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a session with one step and escalates it. */
    public Escalated escalate(String problem) {
        String session = post("/ai-sessions", Map.of("problem_summary", problem, "domain", "mail", "psa_ticket_id",
                "12345")).expect(201).get("id").asString();
        post("/ai-sessions/" + session + "/steps", Map.of("kind", "action", "text", "Rebuilt the OST cache"))
                .expect(201);
        JsonNode answer = post("/ai-sessions/" + session + "/escalate",
                Map.of("reason", "Out of ideas", "notes", "", "priority", "high")).expect(201);
        return new Escalated(session, answer.get("handoff").get("id").asString());
    }

    public record Escalated(String session, String handoff) {
        String claim() {
            return "/ai-sessions/" + session + "/handoffs/" + handoff + "/claim";
        }
    }

    public record Answer(int status, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** Fails with the body when it is another status. */
        JsonNode expect(int wanted) {
            assertThat(status).as(body).isEqualTo(wanted);
            return json();
        }
    }
}
