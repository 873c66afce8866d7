package dev.baton.handoff.identity.web;

import dev.baton.handoff.identity.password.PasswordChange;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.ViewerOrHigher;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnProperty(name = "baton.identity.built-in", matchIfMissing = true)
class PasswordController {
    private final PasswordChange change;
    private final TokenAnswers tokens;

    PasswordController(PasswordChange change, TokenAnswers tokens) {
        this.change = change;
        this.tokens = tokens;
    }

    /** The refresh cookie is not sent here, so whoever asks gets a new one with the others ended. */
    @PostMapping("/api/v1/me/password")
    @ViewerOrHigher
    ResponseEntity<TokenAnswers.Token> change(Actor actor, @RequestBody @Valid ChangePassword body) {
        return tokens.answer(change.to(actor, body.currentPassword(), body.newPassword()));
    }

    record ChangePassword(@NotBlank @Size(max = 200) String currentPassword,
            @NotBlank @Size(min = 12, max = 128) String newPassword) {
        @Override
        public String toString() {
            return "ChangePassword";
        }
    }
}
