package dev.baton.notification.destination.web;

import jakarta.validation.constraints.NotBlank;

/** Body of {@code PUT /destinations/{kind}}. Its text form does not show the URL. */
record SetDestination(@NotBlank String url) {
    @Override
    public String toString() {
        return "SetDestination";
    }
}
