/** HTTP door of the chat. */
@NullMarked
package dev.baton.handoff.message.web;

import org.jspecify.annotations.NullMarked;
