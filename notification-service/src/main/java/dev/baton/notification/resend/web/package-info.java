/** The door for HTTP. */
@NullMarked
package dev.baton.notification.resend.web;

import org.jspecify.annotations.NullMarked;
