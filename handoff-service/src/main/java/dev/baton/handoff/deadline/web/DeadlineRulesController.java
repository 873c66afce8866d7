package dev.baton.handoff.deadline.web;

import dev.baton.handoff.deadline.AccountRules;
import dev.baton.platform.security.Actor;
import dev.baton.platform.security.AdminOrHigher;
import dev.baton.platform.security.ViewerOrHigher;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/deadline-rules")
class DeadlineRulesController {
    private final AccountRules rules;

    DeadlineRulesController(AccountRules rules) {
        this.rules = rules;
    }

    @GetMapping
    @ViewerOrHigher
    RulesBody current() {
        return RulesBody.of(rules.current());
    }

    @PutMapping
    @AdminOrHigher
    RulesBody set(Actor actor, @RequestBody @Valid RulesBody body) {
        return RulesBody.of(rules.set(actor, body.rules()));
    }
}
