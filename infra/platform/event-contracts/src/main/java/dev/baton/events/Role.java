package dev.baton.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person may do in the account; each role includes those before it. */
public enum Role {
    @JsonProperty("viewer") VIEWER,
    @JsonProperty("engineer") ENGINEER,
    @JsonProperty("admin") ADMIN,
    @JsonProperty("owner") OWNER
}
