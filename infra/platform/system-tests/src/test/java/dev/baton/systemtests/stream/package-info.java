/** The stream through the proxies of {@code infra/proxies}, and to clients that others have written. */
@NullMarked
package dev.baton.systemtests.stream;

import org.jspecify.annotations.NullMarked;
