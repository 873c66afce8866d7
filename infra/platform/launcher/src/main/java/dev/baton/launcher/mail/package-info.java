/** The mail catcher: takes every mail by SMTP and every chat message by HTTP, and shows them over HTTP. */
@NullMarked
package dev.baton.launcher.mail;

import org.jspecify.annotations.NullMarked;
