/** Mails to people who may pick a handoff up. */
@NullMarked
package dev.baton.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
