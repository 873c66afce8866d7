/** The door for HTTP. */
@NullMarked
package dev.baton.analytics.report.web;

import org.jspecify.annotations.NullMarked;
