/** The door for HTTP. */
@NullMarked
package dev.baton.notification.destination.web;

import org.jspecify.annotations.NullMarked;
