package dev.baton.handoff.testing;

import dev.baton.handoff.HandoffServiceApplication;
import dev.baton.testing.PlatformTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole service on a real PostgreSQL and Kafka, with a new help desk for each test that asks for one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@PlatformTest(database = "handoff")
@SpringBootTest(classes = HandoffServiceApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import({Desks.class, DirectoryTopic.class, HandoffTopic.class, SigningKeysOfTests.class})
public @interface HandoffTest {
}
