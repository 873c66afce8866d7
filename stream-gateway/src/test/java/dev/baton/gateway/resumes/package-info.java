/** Clients that come and go at two replicas which are killed, and what each of them must have been told. */
@NullMarked
package dev.baton.gateway.resumes;

import org.jspecify.annotations.NullMarked;
