/** What tests of every service share: real engines, tokens, time and the architecture rules. */
@NullMarked
package dev.baton.testing;

import org.jspecify.annotations.NullMarked;
