package dev.baton.launcher.engine;

import dev.baton.launcher.supervision.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Ready when a GET is answered with 200. */
public record HttpProbe(URI uri) implements Probe {
    private static final int CONNECT_MILLIS = 500;
    private static final int READ_MILLIS = 2_000;

    @Override
    public boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
