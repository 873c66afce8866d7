package dev.baton.handoff.demo;

import dev.baton.events.HandoffId;
import dev.baton.events.SessionId;
import dev.baton.handoff.assessment.AssessmentJob;
import dev.baton.handoff.lifecycle.Claims;
import dev.baton.handoff.lifecycle.Handoffs;
import dev.baton.handoff.lifecycle.Intent;
import dev.baton.handoff.lifecycle.NewHandoff;
import dev.baton.handoff.session.NewSession;
import dev.baton.handoff.session.NewStep;
import dev.baton.handoff.session.Resolution;
import dev.baton.handoff.session.Resolutions;
import dev.baton.handoff.session.Sessions;
import dev.baton.platform.security.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plays one session through the use cases that people use, at the times of its script. */
final class DemoReplay {
    private static final Duration ASSESSMENT_TAKES = Duration.ofSeconds(2);

    private final Sessions sessions;
    private final Resolutions resolutions;
    private final Handoffs handoffs;
    private final Claims claims;
    private final AssessmentJob assessment;

    DemoReplay(Sessions sessions, Resolutions resolutions, Handoffs handoffs, Claims claims, AssessmentJob assessment) {
        this.sessions = sessions;
        this.resolutions = resolutions;
        this.handoffs = handoffs;
        this.claims = claims;
        this.assessment = assessment;
    }

    void play(DemoAccount account, DemoSession script, Instant start) {
        Actor author = account.actor(script.author());
        SessionId id = ReplayClock.at(start, () -> sessions.start(author,
                new NewSession(script.problemSummary(), script.domain(), script.psaTicketId()))).session().id();
        record(author, id, script.steps(), start);
        Actor holder = author;
        DemoSession.Handoff handoff = script.handoff();
        if (handoff != null) {
            holder = handOff(account, author, id, handoff, start);
        }
        DemoSession.Resolution resolution = script.resolution();
        if (resolution != null) {
            resolve(holder, id, resolution, start);
        }
    }

    private void record(Actor actor, SessionId id, List<DemoSession.Step> steps, Instant start) {
        for (DemoSession.Step step : steps) {
            ReplayClock.at(start.plus(step.after()), () -> sessions.record(actor, id,
                    new NewStep(step.kind(), step.text(), step.outcome(), step.command())));
        }
    }

    private Actor handOff(DemoAccount account, Actor author, SessionId id, DemoSession.Handoff script,
            Instant start) {
        Instant at = start.plus(script.after());
        NewHandoff wanted = new NewHandoff(script.intent(), script.reason(), script.notes(), script.priority(),
                Optional.ofNullable(script.target()).map(key -> account.member(key).id()));
        HandoffId handoff = ReplayClock.at(at, () -> handoffs.handOff(author, id, wanted)).id();
        if (script.intent() == Intent.ESCALATE) {
            ReplayClock.at(at.plus(ASSESSMENT_TAKES), () -> {
                assessment.run(author.accountId(), handoff);
                return handoff;
            });
        }
        DemoSession.Claim claim = script.claim();
        if (claim == null) {
            return author;
        }
        Actor claimer = account.actor(claim.by());
        ReplayClock.at(start.plus(claim.after()), () -> claims.claim(claimer, id, handoff, null));
        record(claimer, id, script.steps(), start);
        return claimer;
    }

    private void resolve(Actor holder, SessionId id, DemoSession.Resolution resolution, Instant start) {
        ReplayClock.at(start.plus(resolution.after()), () -> {
            resolutions.resolve(holder, id, new Resolution(resolution.text(), resolution.fixedBy()));
            return id;
        });
    }
}
