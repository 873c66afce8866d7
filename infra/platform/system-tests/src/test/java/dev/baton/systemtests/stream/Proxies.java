package dev.baton.systemtests.stream;

import dev.baton.systemtests.Baton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** All proxies, in front of the two gateways of a running platform. */
final class Proxies implements AutoCloseable {
    private final Certificate certificate;
    private final List<RunningProxy> running = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();

    private Proxies(Certificate certificate) {
        this.certificate = certificate;
    }

    static Proxies before(Baton baton) throws IOException, InterruptedException, GeneralSecurityException {
        Map<String, String> replicas = new LinkedHashMap<>();
        for (int replica = 1; replica <= 2; replica++) {
            int management = baton.management(replica).getPort();
            for (Map.Entry<String, URI> port : Map.of("8080", baton.edge(replica), "8090", baton.streams(replica))
                    .entrySet()) {
                String shipped = "gateway-" + replica + ":" + port.getKey();
                String here = "127.0.0.1:" + port.getValue().getPort();
                // Of the example, whose replicas are hosts of their own: there the management ports are the same.
                replicas.put(shipped + " check port 8180", here + " check port " + management);
                replicas.put(shipped, here);
            }
        }
        return start(replicas);
    }

    /** While there is nobody behind them. */
    static Proxies beforeNobody() throws IOException, InterruptedException, GeneralSecurityException {
        // Of ports that nobody is given: a connection is refused.
        return start(Map.of("gateway-1", "127.0.0.1", "gateway-2", "localhost", "8080", "1", "8090", "1", "8180", "1"));
    }

    private static Proxies start(Map<String, String> replicas)
            throws IOException, InterruptedException, GeneralSecurityException {
        Proxies proxies = new Proxies(Certificate.make(Files.createTempDirectory("baton-certificate")));
        try {
            for (ProxyProduct product : ProxyProduct.values()) {
                proxies.add(RunningProxy.start(product, replicas, proxies.certificate));
            }
            return proxies;
        } catch (IOException | RuntimeException e) {
            proxies.close();
            throw e;
        }
    }

    private void add(RunningProxy proxy) throws GeneralSecurityException {
        running.add(proxy);
        ways.add(new Way(proxy.product() + " with HTTP/1.1", proxy.uri(), client(HttpClient.Version.HTTP_1_1)));
        ways.add(new Way(proxy.product() + " with HTTP/2", proxy.uri(), client(HttpClient.Version.HTTP_2)));
    }

    private HttpClient client(HttpClient.Version version) throws GeneralSecurityException {
        SSLContext trusting = certificate.context();
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(trusting)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    Certificate certificate() {
        return certificate;
    }

    List<RunningProxy> running() {
        return List.copyOf(running);
    }

    /** Each proxy with each version of HTTP. */
    List<Way> ways() {
        return List.copyOf(ways);
    }

    @Override
    public void close() {
        ways.forEach(way -> way.client().shutdownNow());
        running.forEach(RunningProxy::close);
    }
}
