/** What every HTTP door shares: JSON as the platform reads and writes it, bounds on what is read, pages. */
@NullMarked
package dev.baton.platform.web;

import org.jspecify.annotations.NullMarked;
