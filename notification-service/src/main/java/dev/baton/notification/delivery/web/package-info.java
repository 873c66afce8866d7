/** The door for HTTP. */
@NullMarked
package dev.baton.notification.delivery.web;

import org.jspecify.annotations.NullMarked;
