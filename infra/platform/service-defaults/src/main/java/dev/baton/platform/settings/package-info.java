/** The settings that every service starts from. */
@NullMarked
package dev.baton.platform.settings;

import org.jspecify.annotations.NullMarked;
