package dev.baton.benchmarks.read;

import dev.baton.benchmarks.load.HttpConnection;
import dev.baton.benchmarks.load.HttpConnection.Answer;
import java.io.IOException;
import java.util.List;

/**
 * Something that people ask a service, each in the same way.
 *
 * @param requests to be sent in turn
 */
record Question(String name, List<byte[]> requests) {
    private static final String ANY = "\"items\":[{";

    Question {
        requests = List.copyOf(requests);
    }

    /** @throws IOException when the answer is no list with something in it: that would be quick and say nothing */
    static Answer ask(HttpConnection connection, byte[] request) throws IOException {
        Answer answer = connection.send(request);
        if (answer.status() != 200 || !answer.body().contains(ANY)) {
            throw new IOException("answered " + answer.status() + " " + answer.body());
        }
        return answer;
    }
}
