/** The operator's command line: looks into topics and databases of a running platform and mends what only people decide. */
@NullMarked
package dev.baton.opsctl;

import org.jspecify.annotations.NullMarked;
