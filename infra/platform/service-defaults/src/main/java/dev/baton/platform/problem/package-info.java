/** RFC 9457 problems: what a refusal looks like on the wire, in one place. */
@NullMarked
package dev.baton.platform.problem;

import org.jspecify.annotations.NullMarked;
