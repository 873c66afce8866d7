package dev.baton.handoff.identity;

import dev.baton.platform.security.OpenRoutes;
import dev.baton.platform.security.SecurityProperties;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionOperations;

/** The built-in sign-in; with an OIDC issuer none of it exists and its routes are unknown. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
    /** Hashes that were made by BCrypt alone stay good. */
    @Bean
    PasswordEncoder passwordEncoder() {
        BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
        return new DelegatingPasswordEncoder("bcrypt-sha256",
                Map.of("bcrypt-sha256", new LongPasswords(bcrypt), "bcrypt", bcrypt));
    }

    /** Signing in needs no token yet. */
    @Bean
    OpenRoutes openRoutes() {
        return OpenRoutes.of("/api/v1/auth/**", "/.well-known/jwks.json");
    }

    @Bean
    @ConditionalOnProperty(name = "baton.identity.built-in", havingValue = "false")
    TokenLife tokenLife(IdentityProperties settings, SecurityProperties security, Clock clock) {
        return new TokenLife(settings.accessTokenLife(), security.clockSkew(), clock);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "baton.identity.built-in", matchIfMissing = true)
    static class BuiltIn {
        @Bean
        SigningKeys signingKeys(IdentityProperties settings) {
            Resource resource = settings.signingKeys();
            if (resource == null) {
                throw new IllegalArgumentException(
                        "baton.identity.signing-keys is required while baton.identity.built-in is true");
            }
            return SigningKeys.read(resource);
        }

        @Bean
        SignIn signIn(JdbcClient jdbc, TransactionOperations transaction, PasswordEncoder passwords, Members members,
                SignInAttempts attempts, IdentityProperties settings, SecurityProperties security, SigningKeys keys,
                RandomGenerator random,
                Clock clock) {
            return new SignIn(jdbc, transaction, passwords, members, attempts,
                    new RefreshTokens(jdbc, transaction, settings, random, clock),
                    new AccessTokenIssuer(keys, security, settings, clock));
        }

        @Bean
        PublishedKeys publishedKeys(SigningKeys keys) {
            return keys::published;
        }
    }
}
