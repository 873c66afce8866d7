package dev.baton.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void everythingThatBreaksALineBecomesASpace() {
        assertThat(OneLine.of("a\r\nb\u0085c\u2028d\u2029e\u0000f\u000bg\th")).isEqualTo("a b c d e f g h");
    }

    @Test
    void whatTurnsOrHidesTextIsDropped() {
        assertThat(OneLine.of("in\u202evoice\u202c \u2066gpj.exe\u2069\u200b\ufeff\u00ad"))
                .isEqualTo("invoice gpj.exe");
    }

    @Test
    void halfACharacterIsDropped() {
        assertThat(OneLine.of("a\ud83db\ude00c")).isEqualTo("abc");
    }

    @Test
    void wordsAndEmojiThatNeedAJoinerKeepIt() {
        assertThat(OneLine.of("👩\u200d💻 می\u200cخواهم")).isEqualTo("👩\u200d💻 می\u200cخواهم");
    }

    @Test
    void whiteSpaceAroundIsLost() {
        assertThat(OneLine.of(" \n a \u00a0 b \n")).isEqualTo("a b");
    }
}
