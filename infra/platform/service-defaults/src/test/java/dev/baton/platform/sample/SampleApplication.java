package dev.baton.platform.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service with nothing of its own but the defaults. */
@SpringBootApplication
public class SampleApplication {}
