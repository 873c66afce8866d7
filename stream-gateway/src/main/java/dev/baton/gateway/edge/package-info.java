/** Which service answers which path, and which replica of it. */
@NullMarked
package dev.baton.gateway.edge;

import org.jspecify.annotations.NullMarked;
