package dev.baton.handoff.identity.web;

import dev.baton.handoff.identity.IdentityProperties;
import dev.baton.handoff.identity.SignIn;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers with a new pair: the access token in the body, the refresh token in a cookie for the sign-in routes only. */
@Component
class TokenAnswers {
    static final String COOKIE = "baton_refresh";

    private final IdentityProperties settings;

    TokenAnswers(IdentityProperties settings) {
        this.settings = settings;
    }

    ResponseEntity<Token> answer(SignIn.SignedIn signedIn) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE,
                        cookie(signedIn.refreshToken().cookie(), settings.refreshTokenLife()))
                .body(new Token(signedIn.accessToken(), "Bearer", settings.accessTokenLife().toSeconds()));
    }

    /** Takes the cookie away. */
    String noCookie() {
        return cookie("", Duration.ZERO);
    }

    private String cookie(String value, Duration life) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(settings.secureCookie())
                .sameSite("Strict")
                .path("/api/v1/auth")
                .maxAge(life)
                .build()
                .toString();
    }

    /** RFC 6749, section 5.1. */
    record Token(String accessToken, String tokenType, long expiresIn) {
        @Override
        public String toString() {
            return "Token";
        }
    }
}
