/** What is told about the speed of handoffs: time to first action after the claim (acceptance M1 to M5). */
@NullMarked
package dev.baton.analytics.report;

import org.jspecify.annotations.NullMarked;
