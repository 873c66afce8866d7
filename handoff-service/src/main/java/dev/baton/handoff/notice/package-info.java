/** The bell: notices inside the product. */
@NullMarked
package dev.baton.handoff.notice;

import org.jspecify.annotations.NullMarked;
