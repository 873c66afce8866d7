package dev.baton.handoff.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {
    private final Rule rule = new Rule(List.of("mail"), List.of("ost", "sync", "port"), "The cache", List.of());

    @Test
    void aWordInsideAnotherIsNotThatWord() {
        assertThat(rule.score("mail", "most mails were lost after the report of support")).isZero();
    }

    @Test
    void aWordWithItsUsualEndingsIsThatWord() {
        assertThat(rule.score("mail", "the ost is not syncing on these ports")).isEqualTo(3);
    }

    @Test
    void anotherDomainIsNoneOfItsBusiness() {
        assertThat(rule.score("printing", "the ost is not syncing")).isZero();
    }
}
