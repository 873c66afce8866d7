package dev.baton.handoff.model;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Whose models can be asked. */
public enum Provider {
    /** No model: the built-in rules assess and answer. */
    NONE(null),
    ANTHROPIC("https://api.anthropic.com"),
    /** OpenAI, and every server that speaks the same protocol. */
    OPENAI("https://api.openai.com/v1");

    private final @Nullable URI url;

    Provider(@Nullable String url) {
        this.url = url == null ? null : URI.create(url);
    }

    /** Where its API is unless the settings say otherwise. */
    @Nullable
    URI url() {
        return url;
    }
}
