package dev.baton.handoff.context;

/**
 * What the next person gets.
 *
 * @param documentation ticket notes in markdown
 */
public record HandoffContext(Snapshot snapshot, String documentation) {}
