package dev.baton.handoff.model;

/**
 * What a model answered, as it gave it. It is data: read it through {@link VisibleText} before anybody sees it.
 *
 * @param truncated whether the limit of tokens ended the text, maybe in the middle of a word or a command
 */
public record Completion(String text, boolean truncated) {}
