/** Taking a person's name and address out of everything that is kept (E8). */
@NullMarked
package dev.baton.handoff.identity.erasure;

import org.jspecify.annotations.NullMarked;
