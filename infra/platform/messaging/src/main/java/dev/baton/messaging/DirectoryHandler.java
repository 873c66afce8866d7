package dev.baton.messaging;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;

/**
 * Projects people into this service's database. Called in a transaction with the account bound as the tenant; the same
 * transaction advances {@link DirectoryProgress}.
 *
 * <p>The compacted topic has no watermark: a state may come twice, or older after newer, so it writes only where
 * {@link DirectoryUserChanged#directoryVersion()} is higher than what the row has.
 */
@FunctionalInterface
public interface DirectoryHandler {
    void handle(AccountId account, DirectoryUserChanged person);
}
