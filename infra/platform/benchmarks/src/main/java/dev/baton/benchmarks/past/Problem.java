package dev.baton.benchmarks.past;

/**
 * What was wrong once, and what was done about it.
 *
 * @param ticket its number in the ticket system
 * @param fixedBy text of the step that fixed it
 */
record Problem(String summary, String domain, String ticket, String fixedBy, String resolution) {}
