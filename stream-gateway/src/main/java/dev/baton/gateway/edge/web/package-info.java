/** The door for browsers: the proxy and the console. */
@NullMarked
package dev.baton.gateway.edge.web;

import org.jspecify.annotations.NullMarked;
