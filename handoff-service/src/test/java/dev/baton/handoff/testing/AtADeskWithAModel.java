package dev.baton.handoff.testing;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** As {@link AtADesk}, with a model whose provider is on this machine and is asked once. What is logged is captured. */
@ExtendWith(OutputCaptureExtension.class)
public abstract class AtADeskWithAModel extends AtADesk {
    /** As long as the service that asks it, which several test classes share. */
    protected static final ModelServer PROVIDER = new ModelServer();

    @DynamicPropertySource
    static void askTheProvider(DynamicPropertyRegistry settings) {
        for (String setting : Models.settings("anthropic", PROVIDER)) {
            String[] parts = setting.split("=", 2);
            settings.add(parts[0], () -> parts[1]);
        }
        settings.add("baton.model.retries", () -> "0");
        // The first call loads the provider's library.
        settings.add("baton.assistant.timeout", () -> "60s");
    }
}
