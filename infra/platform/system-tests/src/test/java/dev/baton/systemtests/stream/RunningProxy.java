package dev.baton.systemtests.stream;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A real proxy with the configuration that is shipped for it; only addresses and paths are others. */
final class RunningProxy implements AutoCloseable {
    private static final Path SHIPPED = Path.of(System.getProperty("baton.root"), "infra", "proxies");

    private final ProxyProduct product;
    private final Path folder;
    private final int port;
    private final Process process;

    private RunningProxy(ProxyProduct product, Path folder, int port, Process process) {
        this.product = product;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** @param replicas where Baton is: what stands in the shipped file, with what it is here */
    static RunningProxy start(ProxyProduct product, Map<String, String> replicas, Certificate certificate)
            throws IOException {
        Path folder = Files.createTempDirectory("baton-" + product);
        int port = freePort();
        String configuration = Files.readString(SHIPPED.resolve(product.shipped()));
        for (Map.Entry<String, String> replica : replicas.entrySet()) {
            configuration = configuration.replace(replica.getKey(), replica.getValue());
        }
        configuration = configuration.replace("listen 443", "listen 127.0.0.1:" + port)
                .replace("bind :443", "bind 127.0.0.1:" + port)
                .replace("\nbaton.example {", "\nhttps://localhost:" + port + " {")
                .replace("baton.example", "localhost")
                .replace("/etc/baton/tls", certificate.folder().toString());
        Files.writeString(folder.resolve("main"), product.frame(folder));
        Files.writeString(folder.resolve(product.shipped().getFileName()), configuration);
        RunningProxy proxy = new RunningProxy(product, folder, port, launch(product, folder));
        proxy.awaitOpen();
        return proxy;
    }

    private static Process launch(ProxyProduct product, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(product.command(folder)).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(product + " is not on the PATH; infra/test installs it on Debian", e);
        }
    }

    private void awaitOpen() {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(product + " ended:\n" + log());
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    ProxyProduct product() {
        return product;
    }

    URI uri() {
        return URI.create("https://localhost:" + port);
    }

    /** What it has said so far, for a test that fails. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Override
    public void close() {
        Program.stop(process);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
