package dev.baton.handoff.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void whatNobodyCanSeeIsDropped() {
        String tags = new StringBuilder().appendCodePoint(0xE0041).appendCodePoint(0xE0042).toString();

        assertThat(VisibleText.of("a\u0000b\u001b[31mc\u202ed\u2066e\u200bf\ufeffg\ud800h\u2028i" + tags + "\r\n"))
                .isEqualTo("ab[31mcdefghi\n");
    }

    @Test
    void whatPeopleWriteStays() {
        String text = "Zeile 1\n\tZeile 2: <b>fett</b> 👩‍💻 می‌خواهم ünïcode";

        assertThat(VisibleText.of(text)).isEqualTo(text);
    }
}
