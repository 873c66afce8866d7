/** PostgreSQL and Kafka as processes of the local run: set-up, settings, probes. */
@NullMarked
package dev.baton.launcher.engine;

import org.jspecify.annotations.NullMarked;
