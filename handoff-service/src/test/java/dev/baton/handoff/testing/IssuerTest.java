package dev.baton.handoff.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** As {@link HandoffTest}, where the {@link LocalIssuer} signs people in and this service does not. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@HandoffTest
@TestPropertySource(properties = {"baton.identity.built-in=false", "baton.security.algorithms=RS256",
        "baton.security.issuer=" + LocalIssuer.URL})
@Import(LocalIssuer.class)
@DirtiesContext
public @interface IssuerTest {
}
