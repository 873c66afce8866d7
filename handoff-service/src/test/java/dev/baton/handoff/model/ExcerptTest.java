package dev.baton.handoff.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void aTextThatFitsStaysWhole() {
        assertThat(Excerpt.of("😀😀", 2)).isEqualTo("😀😀");
    }

    @Test
    void aLongerOneIsCutBetweenCharactersAndSaysSo() {
        assertThat(Excerpt.of("a😀😀", 2)).isEqualTo("a😀 […] ");
    }
}
