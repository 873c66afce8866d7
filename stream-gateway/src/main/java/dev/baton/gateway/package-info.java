/** stream-gateway: live streams, the edge of the platform and the console. */
@NullMarked
package dev.baton.gateway;

import org.jspecify.annotations.NullMarked;
