/** The public contract: events, their JSON form, schemas and topics. */
@NullMarked
package dev.baton.events;

import org.jspecify.annotations.NullMarked;
