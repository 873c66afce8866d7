package dev.baton.launcher.topology;

import dev.baton.database.DatabaseRole;
import dev.baton.database.ServiceDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What each service is told, by the names that its README documents.
 *
 * @param demoData the folder that handoff-service seeds from once
 */
record ServiceSettings(Ports ports, Replicas replicas, Secrets secrets, Path signingKeys, Path demoData) {
    Map<String, String> handoff(int replica) {
        Map<String, String> settings = service(ports.handoff(replica), ServiceDatabase.HANDOFF);
        settings.put("baton.identity.signing-keys", signingKeys.toUri().toString());
        // Browsers would not send the cookie back over plain http.
        settings.put("baton.identity.secure-cookie", "false");
        settings.put("baton.demo.data", demoData.toString());
        return settings;
    }

    Map<String, String> notification(int replica) {
        Map<String, String> settings = service(ports.notification(replica), ServiceDatabase.NOTIFICATION);
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", Integer.toString(ports.smtp()));
        settings.put("baton.notification.link-base-url", publicUrl());
        settings.put("baton.notification.destination.encryption-keys", secrets.keyOf("notification_destinations"));
        // The catcher of this machine, beside the services themselves: plain http, this port only.
        String caught = url(ports.mailHttp());
        settings.put("baton.notification.destination.slack-origins", "https://hooks.slack.com," + caught);
        settings.put("baton.notification.destination.teams-origins",
                "https://*.logic.azure.com,https://*.api.powerplatform.com," + caught);
        return settings;
    }

    Map<String, String> analytics(int replica) {
        return service(ports.analytics(replica), ServiceDatabase.ANALYTICS);
    }

    Map<String, String> gateway(int replica) {
        Map<String, String> settings = web(ports.gateway(replica));
        settings.put("baton.gateway.stream.port", Integer.toString(ports.stream(replica)));
        // As with the other cookie.
        settings.put("baton.gateway.stream.secure-cookie", "false");
        // Who ends the platform of one machine does not want to wait for open pages.
        settings.put("baton.gateway.stream.drain-window", "1s");
        settings.put("baton.gateway.edge.handoff", urls(replicas.handoff(), ports::handoff));
        settings.put("baton.gateway.edge.notification", urls(replicas.notification(), ports::notification));
        settings.put("baton.gateway.edge.analytics", urls(replicas.analytics(), ports::analytics));
        settings.put("baton.gateway.edge.streams", urls(replicas.gateway(), ports::stream));
        settings.put("baton.gateway.edge.dev-mail", url(ports.mailHttp()));
        return settings;
    }

    /** Where people find the console, and the issuer of tokens. */
    private String publicUrl() {
        return "http://localhost:" + ports.gateway(1);
    }

    private Map<String, String> service(int port, ServiceDatabase database) {
        Map<String, String> settings = web(port);
        settings.put("spring.datasource.url",
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database.name());
        login(settings, "spring.datasource.username", "spring.datasource.password", database, DatabaseRole.APP);
        login(settings, "spring.liquibase.user", "spring.liquibase.password", database, DatabaseRole.MIGRATOR);
        crossAccount(settings, database, DatabaseRole.RELAY, "relay");
        crossAccount(settings, database, DatabaseRole.WORKER, "worker");
        return settings;
    }

    private Map<String, String> web(int port) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", Integer.toString(port));
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.port", Integer.toString(Ports.management(port)));
        settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + ports.kafka());
        settings.put("spring.lifecycle.timeout-per-shutdown-phase", "8s");
        settings.put("baton.security.issuer", publicUrl());
        settings.put("baton.security.jwks-uris", each(replicas.handoff(),
                replica -> url(ports.handoff(replica)) + "/.well-known/jwks.json"));
        return settings;
    }

    private void crossAccount(Map<String, String> settings, ServiceDatabase database, DatabaseRole role, String name) {
        if (database.roles().contains(role)) {
            String prefix = "baton.database." + name;
            login(settings, prefix + ".username", prefix + ".password", database, role);
        }
    }

    private void login(Map<String, String> settings, String userSetting, String passwordSetting,
            ServiceDatabase database, DatabaseRole role) {
        String user = role.nameIn(database.name());
        settings.put(userSetting, user);
        settings.put(passwordSetting, secrets.of(user));
    }

    private static String urls(int replicas, IntUnaryOperator port) {
        return each(replicas, replica -> url(port.applyAsInt(replica)));
    }

    private static String each(int replicas, IntFunction<String> text) {
        return IntStream.rangeClosed(1, replicas).mapToObj(text).collect(Collectors.joining(","));
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
