/** Mail, one message for each person, over one SMTP relay. */
@NullMarked
package dev.baton.notification.channel.email;

import org.jspecify.annotations.NullMarked;
