/** The door for streams: server-sent events on Netty. */
@NullMarked
package dev.baton.gateway.subscription.web;

import org.jspecify.annotations.NullMarked;
