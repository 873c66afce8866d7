package dev.baton.platform.security;

import dev.baton.events.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Admins and owners; anybody else gets 403. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@RequiresRole(value = Role.ADMIN, detail = "Admin access required")
public @interface AdminOrHigher {
}
