package dev.baton.gateway.subscription;

/** What came of a token. */
public sealed interface Admission {
    record Admitted(Subscriber subscriber) implements Admission {}

    /** 401: no token, or not a good one, or its person is no longer active. */
    record Unauthenticated() implements Admission {}

    /** 403: the role is too low, by the token or by what has become of the person since. */
    record Forbidden() implements Admission {}

    /** Tokens cannot be checked now: too many at once, or no key to check them with. */
    record NotNow() implements Admission {}
}
