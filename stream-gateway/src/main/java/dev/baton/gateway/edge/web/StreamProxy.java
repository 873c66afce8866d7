package dev.baton.gateway.edge.web;

import dev.baton.gateway.edge.EdgeProperties;
import dev.baton.gateway.edge.Replicas;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Passes on streams: every piece at once, the end as it was, and the client's leaving to the replica. For a machine
 * where no ingress leads the stream's path to its own port; each costs a virtual thread and Tomcat's buffers.
 */
@Component
class StreamProxy implements SmartLifecycle {
    private static final byte[] COMMENT = ":\n".getBytes(StandardCharsets.US_ASCII);

    private final UpstreamClient client;
    private final Duration probe;
    private final Duration silence;
    private final Set<StreamPieces> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    StreamProxy(UpstreamClient client, EdgeProperties properties) {
        this.client = client;
        this.probe = properties.streamProbe();
        this.silence = properties.streamSilence();
    }

    void pass(Replicas replicas, String target, HttpRequest.Builder request, HttpServletResponse response)
            throws IOException, InterruptedException {
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer = client.send(replicas, target, request,
                BodyHandlers.ofPublisher());
        StreamPieces pieces = new StreamPieces();
        answer.body().subscribe(pieces);
        open.add(pieces);
        try {
            ResponseStart.copy(answer, response);
            response.flushBuffer();
            copy(pieces, response.getOutputStream());
        } catch (IOException brokenOff) {
            throw ResponseStart.cut(brokenOff);
        } finally {
            open.remove(pieces);
            // The replica learns at once that nobody listens any more.
            pieces.cancel();
        }
    }

    private void copy(StreamPieces pieces, ServletOutputStream out) throws IOException, InterruptedException {
        boolean lineEnded = false;
        Duration quiet = Duration.ZERO;
        while (true) {
            switch (pieces.next(probe)) {
                case StreamPieces.Bytes(List<ByteBuffer> buffers) -> {
                    for (ByteBuffer buffer : buffers) {
                        lineEnded = buffer.get(buffer.limit() - 1) == '\n';
                        out.write(buffer);
                    }
                    out.flush();
                    quiet = Duration.ZERO;
                }
                // Only writing tells that a browser has left; between two lines a comment disturbs nobody.
                case StreamPieces.Nothing() -> {
                    quiet = quiet.plus(probe);
                    if (quiet.compareTo(silence) >= 0) {
                        // Hung or unreachable; our comments alone would make the browser believe that it is live.
                        throw new IOException("the replica has said nothing for " + quiet);
                    }
                    if (lineEnded) {
                        out.write(COMMENT);
                        out.flush();
                    }
                }
                case StreamPieces.End() -> {
                    return;
                }
                case StreamPieces.Failure(Throwable cause) -> throw new IOException(cause);
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends what would keep the web server from its orderly end. Clients come back and are led to another replica. */
    @Override
    public void stop() {
        running = false;
        open.forEach(pieces -> pieces.onError(new IOException("this replica goes away")));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 60;
    }
}
