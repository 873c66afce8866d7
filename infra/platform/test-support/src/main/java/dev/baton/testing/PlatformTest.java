package dev.baton.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a {@code @SpringBootTest} real engines: the settings of a database of its own (all roles, Liquibase as the
 * migrator), of Kafka, of {@link TestTokens} as the issuer, and a {@link MutableClock} as the {@code Clock} bean.
 * Properties of the test itself win.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PlatformTest {
    /** The service whose database is wanted, as {@code handoff}; none if empty. */
    String database() default "";

    boolean kafka() default true;
}
