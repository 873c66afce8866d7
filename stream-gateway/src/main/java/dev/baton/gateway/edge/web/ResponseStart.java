package dev.baton.gateway.edge.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;

/** What both proxies do with a replica's response. */
final class ResponseStart {
    private ResponseStart() {}

    static void copy(HttpResponse<?> from, HttpServletResponse to) {
        to.setStatus(from.statusCode());
        List<String> connection = from.headers().allValues("Connection");
        from.headers().map().forEach((name, values) -> {
            if (ForwardedHeaders.isForClient(name, connection)) {
                values.forEach(value -> to.addHeader(name, value));
            }
        });
    }

    /**
     * The response has begun and cannot be completed. Of all exceptions this is the one for which Tomcat closes the
     * connection without adding an error page to what the client has already got.
     */
    static IOException cut(Exception cause) {
        return cause instanceof ClientAbortException aborted ? aborted : new ClientAbortException(cause);
    }
}
