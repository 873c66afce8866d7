package dev.baton.analytics.report.web;

import dev.baton.analytics.report.EscalationReport;
import dev.baton.analytics.report.EscalationReports;
import dev.baton.analytics.report.Period;
import dev.baton.platform.security.EngineerOrHigher;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Acceptance M1: engineers and higher ask how fast their account acts on handoffs. */
@RestController
@RequestMapping("/api/v1/analytics/flowpilot/escalations")
@EngineerOrHigher
class EscalationReportController {
    private final EscalationReports reports;

    EscalationReportController(EscalationReports reports) {
        this.reports = reports;
    }

    // Not required here: a missing period is refused in the same words as a wrong one.
    @GetMapping
    EscalationReport escalations(@RequestParam(required = false) @Nullable String period) {
        return reports.escalations(Period.of(period));
    }
}
