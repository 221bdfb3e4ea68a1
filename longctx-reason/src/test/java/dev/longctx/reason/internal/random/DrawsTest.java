package dev.longctx.reason.internal.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DrawsTest {

  @Test
  void beginsAsSplitMix64Does() {
    Draws draws = new Draws(1234567);

    assertThat(draws.next()).isEqualTo(6457827717110365317L);
    assertThat(draws.next()).isEqualTo(3203168211198807973L);
  }

  @Test
  void sharesLieBetweenZeroAndOne() {
    Draws draws = new Draws(5);
    double[] shares = DoubleStream.generate(draws::open).limit(20_000).toArray();

    assertThat(DoubleStream.of(shares)).allMatch(share -> share > 0 && share < 1);
    assertThat(DoubleStream.of(shares).average().orElseThrow()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void namesAndNumbersDrawOnTheirOwn() {
    assertThat(Draws.of(1, "a").next())
        .isEqualTo(Draws.of(1, "a").next())
        .isNotEqualTo(Draws.of(1, "b").next())
        .isNotEqualTo(Draws.of(2, "a").next());
    assertThat(Draws.of(1, 3).next())
        .isEqualTo(Draws.of(1, 3).next())
        .isNotEqualTo(Draws.of(1, 4).next());
  }
}
