package dev.baton.handoff.identity.web;

import dev.baton.handoff.identity.IdentityProperties;
import dev.baton.handoff.identity.InvalidRefreshToken;
import dev.baton.handoff.identity.RefreshToken;
import dev.baton.handoff.identity.SignIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sign-in, refresh and sign-out. The refresh token lives in a cookie that scripts cannot read and that other sites
 * cannot cause to be sent (SameSite=Strict), so these routes need no CSRF token.
 */
@RestController
@RequestMapping("/api/v1/auth")
@ConditionalOnProperty(name = "baton.identity.built-in", matchIfMissing = true)
class AuthController {
    private static final String COOKIE = "baton_refresh";

    private final SignIn signIn;
    private final IdentityProperties settings;

    AuthController(SignIn signIn, IdentityProperties settings) {
        this.signIn = signIn;
        this.settings = settings;
    }

    @PostMapping("/token")
    ResponseEntity<Token> token(@RequestBody @Valid Credentials body) {
        return answer(signIn.withPassword(body.email(), body.password()));
    }

    @PostMapping("/refresh")
    ResponseEntity<Token> refresh(@CookieValue(name = COOKIE, required = false) @Nullable String cookie) {
        if (cookie == null) {
            throw new InvalidRefreshToken();
        }
        return answer(signIn.withRefreshToken(RefreshToken.parse(cookie)));
    }

    @PostMapping("/sign-out")
    ResponseEntity<Void> signOut(@CookieValue(name = COOKIE, required = false) @Nullable String cookie) {
        if (cookie != null) {
            signIn.out(RefreshToken.parse(cookie));
        }
        return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO)).build();
    }

    private ResponseEntity<Token> answer(SignIn.SignedIn signedIn) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE,
                        cookie(signedIn.refreshToken().cookie(), settings.refreshTokenLife()))
                .body(new Token(signedIn.accessToken(), "Bearer", settings.accessTokenLife().toSeconds()));
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

    record Credentials(@NotBlank @Size(max = 320) String email, @NotBlank @Size(max = 200) String password) {
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /** RFC 6749, section 5.1. */
    record Token(String accessToken, String tokenType, long expiresIn) {
        @Override
        public String toString() {
            return "Token";
        }
    }
}
