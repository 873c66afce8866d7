package dev.baton.platform.security;

import dev.baton.events.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The least role for a controller or one of its methods; use the annotations that carry it. Checked before the body. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface RequiresRole {
    Role value();

    /** The detail of the 403. */
    String detail();
}
