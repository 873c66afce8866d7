package dev.baton.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service; its features find their own beans. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class StreamGatewayApplication {
    public static void main(String[] args) {
        SpringApplication.run(StreamGatewayApplication.class, args);
    }
}
