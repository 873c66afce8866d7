/** How complete a handoff would be, told while it is written. */
@NullMarked
package dev.baton.handoff.completeness;

import org.jspecify.annotations.NullMarked;
