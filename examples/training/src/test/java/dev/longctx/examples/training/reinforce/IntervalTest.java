package dev.longctx.examples.training.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class IntervalTest {

  @Test
  void isWilsons() {
    Interval some = Interval.of(8, 10);
    assertThat(some.low()).isCloseTo(0.4902, within(1e-4));
    assertThat(some.high()).isCloseTo(0.9433, within(1e-4));
  }

  @Test
  void staysWithinWhatAShareCanBe() {
    assertThat(Interval.of(0, 300).low()).isCloseTo(0, within(1e-12));
    assertThat(Interval.of(0, 300).high()).isCloseTo(0.0126, within(1e-4));
    assertThat(Interval.of(300, 300).high()).isCloseTo(1, within(1e-12));
  }
}
