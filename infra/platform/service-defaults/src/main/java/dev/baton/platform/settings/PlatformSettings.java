package dev.baton.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Puts {@code baton-defaults.yaml} below all other settings of every service, so that a default stands once. The
 * management port follows the HTTP port unless it is set.
 */
final class PlatformSettings implements EnvironmentPostProcessor, Ordered {
    private static final String FILE = "dev/baton/platform/settings/baton-defaults.yaml";
    private static final int MANAGEMENT_OFFSET = 100;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            new YamlPropertySourceLoader().load("baton-defaults", new ClassPathResource(FILE))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
        int port = environment.getProperty("server.port", Integer.class, 8080);
        // Port 0 is a free one: then so is this.
        int management = port == 0 ? 0 : port + MANAGEMENT_OFFSET;
        environment.getPropertySources()
                .addLast(new MapPropertySource("baton-management", Map.of("management.server.port", management)));
    }

    // After the service's own files are read: the port may stand there.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
