/** The mail catcher: takes every mail by SMTP and shows it over HTTP. */
@NullMarked
package dev.baton.launcher.mail;

import org.jspecify.annotations.NullMarked;
