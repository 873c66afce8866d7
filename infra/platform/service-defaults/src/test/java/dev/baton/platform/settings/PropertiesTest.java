package dev.baton.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.platform.security.SecurityProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/** Pins names and defaults: operators depend on them. */
class PropertiesTest {
    @Test
    void securityNeedsAnIssuerAndItsKeysOnly() {
        SecurityProperties bound = new Binder(new MapConfigurationPropertySource(Map.of(
                "baton.security.issuer", "http://localhost:8080",
                "baton.security.jwks-uris", "http://a/jwks,http://b/jwks")))
                .bind("baton.security", SecurityProperties.class)
                .get();

        assertThat(bound).isEqualTo(new SecurityProperties("http://localhost:8080", "baton",
                List.of(SignatureAlgorithm.ES256), List.of(URI.create("http://a/jwks"), URI.create("http://b/jwks")),
                Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofHours(4), Duration.ofSeconds(30),
                "default-src 'none'; frame-ancestors 'none'"));
    }

    @ParameterizedTest
    @CsvSource({"8120, 8220", "0, 0"})
    void theManagementPortFollowsThePort(String port, String management) {
        assertThat(environment(Map.of("server.port", port)).getProperty("management.server.port"))
                .isEqualTo(management);
    }

    @Test
    void whatAServiceSetsWins() {
        StandardEnvironment environment = environment(
                Map.of("management.server.port", "9000", "logging.structured.format.console", ""));

        assertThat(environment.getProperty("management.server.port")).isEqualTo("9000");
        assertThat(environment.getProperty("logging.structured.format.console")).isEmpty();
        assertThat(environment.getProperty("server.shutdown")).isEqualTo("graceful");
    }

    private static StandardEnvironment environment(Map<String, Object> own) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("own", own));
        new PlatformSettings().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
