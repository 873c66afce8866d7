package dev.baton.platform.security;

import dev.baton.events.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Everybody of the account. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@RequiresRole(value = Role.VIEWER, detail = "Access to this account required")
public @interface ViewerOrHigher {
}
