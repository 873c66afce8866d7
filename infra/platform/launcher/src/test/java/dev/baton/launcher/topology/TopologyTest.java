package dev.baton.launcher.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.launcher.supervision.ProcessSpec;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TopologyTest {
    @TempDir
    Path folder;

    private DataFolder data;
    private Secrets secrets;

    @BeforeEach
    void prepare() throws IOException {
        data = new DataFolder(folder);
        data.prepare();
        secrets = Secrets.in(data);
    }

    @Test
    void everyPortDerivesFromTheBaseAndNoneIsTakenTwice() {
        assertThat(portsOf(Replicas.STANDARD)).doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(9000, 9001, 9010, 9011, 9020, 9021, 9030,
                        9040, 9050, 9051, 9060, 9070, 9071, 9100, 9101, 9120, 9121, 9130, 9140);
    }

    @Test
    void anyNumberOfReplicasHasPortsOfItsOwn() {
        assertThat(new Topology(folder, data, new Ports(9000), new Variation(Replicas.ofEach(2), List.of()), secrets)
                .processes()).extracting(ProcessSpec::name)
                .containsExactly("postgres", "kafka", "mail", "handoff-1", "handoff-2", "notification-1",
                        "notification-2", "analytics-1", "analytics-2", "gateway-1", "gateway-2");
        assertThat(portsOf(Replicas.ofEach(Replicas.MOST))).doesNotHaveDuplicates();
        assertThatThrownBy(() -> Replicas.ofEach(Replicas.MOST + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Replicas(2, 0, 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSettingOfThisRunIsForOneServiceOrForAll() {
        assertThat(SettingOverride.parse("handoff-service:baton.demo.data=/other=folder"))
                .contains(new SettingOverride("handoff-service", "baton.demo.data", "/other=folder"));
        assertThat(SettingOverride.parse("handoff-service:a=").orElseThrow().concerns("handoff-service")).isTrue();
        assertThat(SettingOverride.parse("handoff-service:a=1").orElseThrow().concerns("stream-gateway")).isFalse();
        assertThat(SettingOverride.parse("all:a=1").orElseThrow().concerns("stream-gateway")).isTrue();
        assertThat(List.of("a=1", "kafka:a=1", "all:=1", "all:a", "all:a=1\nb=2", "all:a b=1"))
                .allSatisfy(text -> assertThat(SettingOverride.parse(text)).isEmpty());
    }

    @Test
    void handoffServiceIsToldItsLoginsKeysAndDemoData() {
        assertThat(settings().handoff(2)).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                Map.entry("server.address", "127.0.0.1"), Map.entry("server.port", "9021"),
                Map.entry("management.server.address", "127.0.0.1"), Map.entry("management.server.port", "9121"),
                Map.entry("spring.kafka.bootstrap-servers", "127.0.0.1:9050"),
                Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "8s"),
                Map.entry("spring.datasource.url", "jdbc:postgresql://127.0.0.1:9060/handoff"),
                Map.entry("spring.datasource.username", "handoff_app"),
                Map.entry("spring.datasource.password", secrets.of("handoff_app")),
                Map.entry("spring.liquibase.user", "handoff_migrator"),
                Map.entry("spring.liquibase.password", secrets.of("handoff_migrator")),
                Map.entry("baton.database.relay.username", "handoff_relay"),
                Map.entry("baton.database.relay.password", secrets.of("handoff_relay")),
                Map.entry("baton.database.worker.username", "handoff_worker"),
                Map.entry("baton.database.worker.password", secrets.of("handoff_worker")),
                Map.entry("baton.security.issuer", "http://localhost:9000"),
                Map.entry("baton.security.jwks-uris",
                        "http://127.0.0.1:9020/.well-known/jwks.json,http://127.0.0.1:9021/.well-known/jwks.json"),
                Map.entry("baton.identity.signing-keys", "file:///keys/keys.json"),
                Map.entry("baton.identity.secure-cookie", "false"), Map.entry("baton.demo.data", "/demo")));
    }

    @Test
    void notificationServiceHasAKeyOfItsOwnAndMayPostToTheCatcher() throws IOException {
        Map<String, String> settings = settings().notification(1);

        assertThat(Base64.getDecoder().decode(settings.get("baton.notification.destination.encryption-keys")))
                .hasSize(32);
        assertThat(settings.get("baton.notification.destination.encryption-keys")).as("the same after a restart")
                .isEqualTo(Secrets.in(data).keyOf("notification_destinations"));
        assertThat(settings.get("baton.notification.destination.slack-origins")).endsWith(",http://127.0.0.1:9071");
        assertThat(settings.get("baton.notification.destination.teams-origins")).endsWith(",http://127.0.0.1:9071");
    }

    @Test
    void aGatewayKnowsEveryReplicaButNoDatabase() {
        assertThat(settings().gateway(1)).containsEntry("baton.gateway.stream.port", "9010")
                .containsEntry("baton.gateway.stream.secure-cookie", "false")
                .containsEntry("baton.gateway.stream.drain-window", "1s")
                .containsEntry("baton.gateway.edge.handoff", "http://127.0.0.1:9020,http://127.0.0.1:9021")
                .containsEntry("baton.gateway.edge.notification", "http://127.0.0.1:9030")
                .containsEntry("baton.gateway.edge.analytics", "http://127.0.0.1:9040")
                .containsEntry("baton.gateway.edge.streams", "http://127.0.0.1:9010,http://127.0.0.1:9011")
                .containsEntry("baton.gateway.edge.dev-mail", "http://127.0.0.1:9071")
                .doesNotContainKey("spring.datasource.url");
    }

    @Test
    void secretsAreMadeOnceAndOnlyTheOwnerReadsThem() throws IOException {
        String password = secrets.of("handoff_app");
        Path settings = SettingsFile.write(data, "handoff-1", Map.of("spring.datasource.password", password));

        assertThat(Secrets.in(data).of("handoff_app")).isEqualTo(password);
        assertThat(secrets.of("handoff_relay")).isNotEqualTo(password);
        assertThat(List.of(settings, data.keys().resolve("passwords.properties"), SigningKey.in(data)))
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void theSigningKeyIsAPairThatSignsAndVerifies() throws Exception {
        Path file = SigningKey.in(data);
        JsonNode jwk = JsonMapper.shared().readTree(Files.readString(file)).at("/keys/0");
        KeyFactory keys = KeyFactory.getInstance("EC");
        java.security.KeyPairGenerator curve = java.security.KeyPairGenerator.getInstance("EC");
        curve.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
        java.security.spec.ECParameterSpec p256 = ((ECPublicKey) curve.generateKeyPair().getPublic()).getParams();

        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.generatePrivate(new ECPrivateKeySpec(number(jwk, "d"), p256)));
        signature.update("text".getBytes(StandardCharsets.UTF_8));
        byte[] signed = signature.sign();

        signature.initVerify(keys.generatePublic(
                new ECPublicKeySpec(new ECPoint(number(jwk, "x"), number(jwk, "y")), p256)));
        signature.update("text".getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(signed)).isTrue();
        assertThat(jwk.at("/kid").asString()).hasSize(43);
        assertThat(SigningKey.in(data)).hasSameTextualContentAs(file);
    }

    private List<Integer> portsOf(Replicas replicas) {
        return new Topology(folder, data, new Ports(9000), new Variation(replicas, List.of()), secrets).processes()
                .stream()
                .map(ProcessSpec::ports)
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    private ServiceSettings settings() {
        return new ServiceSettings(new Ports(9000), Replicas.STANDARD, secrets, Path.of("/keys/keys.json"),
                Path.of("/demo"));
    }

    private static BigInteger number(JsonNode jwk, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.required(member).asString()));
    }
}
