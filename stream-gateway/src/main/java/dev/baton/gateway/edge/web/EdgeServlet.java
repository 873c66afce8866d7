package dev.baton.gateway.edge.web;

import dev.baton.gateway.edge.Routes;
import dev.baton.gateway.edge.Upstream;
import dev.baton.gateway.edge.UpstreamUnavailable;
import dev.baton.platform.problem.NotFound;
import dev.baton.platform.problem.Problem;
import dev.baton.platform.problem.ProblemWriter;
import dev.baton.platform.problem.Refusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * Passes requests on to the services. A servlet and not a controller, because a response that breaks off half-way must
 * reach the container as an exception, so that it cuts the connection instead of ending the response well.
 */
final class EdgeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    // A page for developers, made by a server that has no files: its style is in it.
    private static final String STYLED_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private final transient Routes routes;
    private final transient RestProxy rest;
    private final transient StreamProxy streams;
    private final transient OutgoingTrace trace;
    private final transient ProblemWriter problems;

    EdgeServlet(Routes routes, RestProxy rest, StreamProxy streams, OutgoingTrace trace, ProblemWriter problems) {
        this.routes = routes;
        this.rest = rest;
        this.streams = streams;
        this.trace = trace;
        this.problems = problems;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            pass(request, response);
        } catch (UpstreamUnavailable unavailable) {
            problems.write(request, response, Problem.unavailable());
        } catch (Refusal refusal) {
            problems.write(request, response, Problem.of(refusal));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        Upstream upstream = routes.of(request.getRequestURI()).orElseThrow(NotFound::new);
        String query = request.getQueryString();
        String target = request.getRequestURI() + (query == null ? "" : "?" + query);
        // Whole in memory, and bounded by the platform's filter: only so can it be sent to a second replica.
        byte[] body = request.getInputStream().readAllBytes();
        HttpRequest.Builder onward = HttpRequest.newBuilder()
                .method(request.getMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        ForwardedHeaders.copy(request, onward);
        trace.continueIn(onward);
        switch (upstream) {
            case Upstream.Rest(var replicas) -> rest.pass(replicas, target, onward, response);
            case Upstream.Below below -> {
                response.setHeader("Content-Security-Policy", STYLED_PAGE);
                rest.pass(below.replicas(), below.strip(target), onward, response);
            }
            case Upstream.Stream(var replicas) -> streams.pass(replicas, target, onward, response);
        }
    }
}
