package dev.baton.analytics.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GenerationTest {
    @Test
    void aLaterGenerationReadsAsAGroupOfItsOwn() {
        assertThat(new Generation(1).group()).isEqualTo("analytics-service");
        assertThat(new Generation(2).group()).isEqualTo("analytics-service-g2");
    }

    @Test
    void generationsStartAtOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Generation(0));
    }
}
