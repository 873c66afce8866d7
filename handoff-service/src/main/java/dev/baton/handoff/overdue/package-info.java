/** Does what a passed deadline asks for, once across replicas (H12). */
@NullMarked
package dev.baton.handoff.overdue;

import org.jspecify.annotations.NullMarked;
