/** Works deliveries off: takes what is due, makes the attempts, and writes down what came of them. */
@NullMarked
package dev.baton.notification.delivery.sending;

import org.jspecify.annotations.NullMarked;
