package dev.baton.platform.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on what is read (acceptance T5).
 *
 * @param maxBodyBytes of a request, with or without a Content-Length
 * @param maxJsonDepth of nested objects and arrays
 */
@Validated
@ConfigurationProperties("baton.web")
record WebProperties(@DefaultValue("65536") @Min(1024) @Max(1_048_576) int maxBodyBytes,
        @DefaultValue("32") @Min(4) @Max(1000) int maxJsonDepth) {}
