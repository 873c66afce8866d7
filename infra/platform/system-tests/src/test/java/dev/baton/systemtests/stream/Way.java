package dev.baton.systemtests.stream;

import dev.baton.systemtests.Person;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/**
 * One way to the platform: an address, and a client that speaks one version of HTTP there.
 *
 * @param name as tests show it
 */
record Way(String name, URI address, HttpClient client) {
    static final String STREAM = "/api/v1/ai-sessions/escalations/stream";

    HttpRequest.Builder request(String path, Person person) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + person.token());
    }

    @Override
    public String toString() {
        return name;
    }
}
