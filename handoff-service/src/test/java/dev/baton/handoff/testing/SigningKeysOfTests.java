package dev.baton.handoff.testing;

import dev.baton.testing.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Lets the service sign with the key of the tests' issuer, so that it accepts its own tokens. */
@TestConfiguration(proxyBeanMethods = false)
class SigningKeysOfTests {
    @Bean
    DynamicPropertyRegistrar signingKeysOfTests() throws IOException {
        Path file = Files.createTempFile("signing-keys", ".json");
        file.toFile().deleteOnExit();
        Files.writeString(file, TestTokens.signingKeys());
        return registry -> registry.add("baton.identity.signing-keys", file.toUri()::toString);
    }
}
