package dev.baton.handoff.identity.web;

import dev.baton.handoff.identity.InvalidRefreshToken;
import dev.baton.handoff.identity.RefreshToken;
import dev.baton.handoff.identity.SignIn;
import dev.baton.handoff.identity.invitation.Acceptance;
import dev.baton.handoff.identity.invitation.InvitationToken;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sign-in, refresh, sign-out, and the first sign-in of who was invited. The refresh token lives in a cookie that scripts
 * cannot read and that other sites cannot cause to be sent (SameSite=Strict), so these routes need no CSRF token.
 */
@RestController
@RequestMapping("/api/v1/auth")
@ConditionalOnProperty(name = "baton.identity.built-in", matchIfMissing = true)
class AuthController {
    private final SignIn signIn;
    private final Acceptance acceptance;
    private final TokenAnswers tokens;

    AuthController(SignIn signIn, Acceptance acceptance, TokenAnswers tokens) {
        this.signIn = signIn;
        this.acceptance = acceptance;
        this.tokens = tokens;
    }

    @PostMapping("/token")
    ResponseEntity<TokenAnswers.Token> token(@RequestBody @Valid Credentials body) {
        return tokens.answer(signIn.withPassword(body.email(), body.password()));
    }

    @PostMapping("/refresh")
    ResponseEntity<TokenAnswers.Token> refresh(
            @CookieValue(name = TokenAnswers.COOKIE, required = false) @Nullable String cookie) {
        if (cookie == null) {
            throw new InvalidRefreshToken();
        }
        return tokens.answer(signIn.withRefreshToken(RefreshToken.parse(cookie)));
    }

    @PostMapping("/accept-invitation")
    ResponseEntity<TokenAnswers.Token> accept(@RequestBody @Valid AcceptInvitation body) {
        return tokens.answer(acceptance.accept(InvitationToken.parse(body.invitation()), body.password()));
    }

    @PostMapping("/sign-out")
    ResponseEntity<Void> signOut(@CookieValue(name = TokenAnswers.COOKIE, required = false) @Nullable String cookie) {
        if (cookie != null) {
            signIn.out(RefreshToken.parse(cookie));
        }
        return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, tokens.noCookie()).build();
    }

    record AcceptInvitation(@NotBlank @Size(max = 200) String invitation,
            @NotBlank @Size(min = 12, max = 128) String password) {
        @Override
        public String toString() {
            return "AcceptInvitation";
        }
    }

    record Credentials(@NotBlank @Size(max = 320) String email, @NotBlank @Size(max = 200) String password) {
        @Override
        public String toString() {
            return "Credentials";
        }
    }
}
