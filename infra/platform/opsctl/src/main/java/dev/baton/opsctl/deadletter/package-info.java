/** Dead letters: what they are, whether they still lack their effect, and how they get it (acceptance E7). */
@NullMarked
package dev.baton.opsctl.deadletter;

import org.jspecify.annotations.NullMarked;
