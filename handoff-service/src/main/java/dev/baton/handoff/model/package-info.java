/** A language model of somebody else, asked for text. Nothing here knows what it is asked about. */
@NullMarked
package dev.baton.handoff.model;

import org.jspecify.annotations.NullMarked;
