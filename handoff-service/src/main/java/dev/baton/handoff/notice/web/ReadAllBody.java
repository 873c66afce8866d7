package dev.baton.handoff.notice.web;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * Body of {@code POST /notices/read-all}.
 *
 * @param upTo the newest notice that the person saw
 */
record ReadAllBody(@NotNull UUID upTo) {}
