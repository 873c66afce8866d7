/** Taking the name and address of a person out of everything that is kept (E8). */
@NullMarked
package dev.baton.notification.erasure;

import org.jspecify.annotations.NullMarked;
