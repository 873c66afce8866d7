package dev.baton.handoff;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Writes sessions and handoffs, decides claims, and publishes what happened. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HandoffServiceApplication {
    static void main(String[] args) {
        SpringApplication.run(HandoffServiceApplication.class, args);
    }
}
