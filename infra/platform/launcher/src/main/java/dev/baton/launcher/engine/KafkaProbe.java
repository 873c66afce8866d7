package dev.baton.launcher.engine;

import dev.baton.launcher.supervision.Probe;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Ready when the broker answers an {@code ApiVersions} request: it takes connections before it takes requests. The
 * request is written by hand, so that {@code infra/status} need not start a Kafka client.
 *
 * @see <a href="https://kafka.apache.org/protocol#The_Messages_ApiVersions">ApiVersions, version 0</a>
 */
public record KafkaProbe(int port) implements Probe {
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int API_VERSIONS = 18;
    private static final int CORRELATION_ID = 7;
    private static final int REQUEST_BYTES = 10;
    private static final int NO_CLIENT_ID = -1;

    @Override
    public boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(REQUEST_BYTES);
            out.writeShort(API_VERSIONS);
            out.writeShort(0);
            out.writeInt(CORRELATION_ID);
            out.writeShort(NO_CLIENT_ID);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return in.readInt() > 0 && in.readInt() == CORRELATION_ID && in.readShort() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
