package dev.baton.platform.security;

import dev.baton.events.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Engineers, admins and owners; anybody else gets 403. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@RequiresRole(value = Role.ENGINEER, detail = "Engineer or admin access required")
public @interface EngineerOrHigher {
}
