package dev.baton.handoff.identity.membership;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is done to a membership; the detail is the name until then, or the role or the time zone from then on. Who joins
 * does it by accepting an invitation; where an OIDC issuer signs people in, whoever adds them lets them join.
 */
public enum MemberAction {
    @JsonProperty("invited") INVITED,
    @JsonProperty("joined") JOINED,
    @JsonProperty("renamed") RENAMED,
    @JsonProperty("role_changed") ROLE_CHANGED,
    @JsonProperty("time_zone_changed") TIME_ZONE_CHANGED,
    @JsonProperty("deactivated") DEACTIVATED,
    @JsonProperty("activated") ACTIVATED,
    @JsonProperty("password_changed") PASSWORD_CHANGED,
    @JsonProperty("erased") ERASED
}
