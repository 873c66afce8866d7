package dev.baton.gateway.subscription.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a request before it is known who asks costs no more than its length. */
class RequestFactsTest {
    private static final int SHORT = 8 * 1024;
    private static final int LONG = 64 * 1024;
    // How often each character may be looked at.
    private static final int LOOKS = 8;

    /** A text that counts how often one of its characters is looked at. */
    private static final class CountingText implements CharSequence {
        private final String text;
        private long looks;

        CountingText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJ", "eyJa", "eyJ-", "eyJa.", "eyJa..", ".eyJa", "-eyJ.", "a", ".", "eyJeyJ.",
            "eyJa.eyJ?"})
    void aTextFullOfBeginningsOfTokensIsReadOnce(String piece) {
        assertThat(looksAt(piece, SHORT)).isLessThanOrEqualTo((long) LOOKS * SHORT);
        assertThat(looksAt(piece, LONG)).isLessThanOrEqualTo((long) LOOKS * LONG);
    }

    @Test
    void aGreedyPatternWouldBeSeen() {
        CountingText text = new CountingText("eyJ".repeat(SHORT / 3));

        assertThat(Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.").matcher(text).find()).isFalse();

        assertThat(text.looks).isGreaterThan(100L * SHORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "Bearer eyJh.eyJz.x", "?a=b&c=eyJh.eyJz.",
            "/path/eyJh.eyJz.x/more"})
    void aTokenIsFoundWhereverItStands(String text) {
        assertThat(RequestFacts.holdsToken(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AdkB3q9bTUm3n0Ww0mzB3pAHARkq1n5X", "eyJh", "eyJh.b", "heyJh.b.c", "eyJ..", "eyJ.a.b"})
    void whatIsNoTokenIsNotTakenForOne(String text) {
        assertThat(RequestFacts.holdsToken(text)).isFalse();
    }

    private static long looksAt(String piece, int length) {
        CountingText text = new CountingText(piece.repeat(length / piece.length()));
        RequestFacts.holdsToken(text);
        return text.looks;
    }
}
