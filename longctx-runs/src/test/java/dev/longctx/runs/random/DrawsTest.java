package dev.longctx.runs.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {

  @Test
  void beginsAsSplitMix64Does() {
    Draws draws = new Draws(1234567);

    assertThat(draws.next()).isEqualTo(6457827717110365317L);
    assertThat(draws.next()).isEqualTo(3203168211198807973L);
  }

  @Test
  void anOrderHoldsEachNumberOnce() {
    for (int size = 0; size < 50; size++) {
      assertThat(Draws.of(3, size).permutation(size))
          .containsExactlyInAnyOrder(IntStream.range(0, size).toArray());
    }
  }

  @Test
  void everyPlaceGetsEveryNumberAboutEquallyOften() {
    int[][] counts = new int[5][5];
    for (int i = 0; i < 20_000; i++) {
      int[] order = Draws.of(7, i).permutation(5);
      for (int place = 0; place < 5; place++) {
        counts[place][order[place]]++;
      }
    }
    for (int[] row : counts) {
      assertThat(IntStream.of(row)).allSatisfy(count -> assertThat(count).isBetween(3_800, 4_200));
    }
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

  @Test
  void namesAndPurposesDrawOnTheirOwn() {
    assertThat(Draws.of(1, "a", "x").next())
        .isEqualTo(Draws.of(1, "a", "x").next())
        .isNotEqualTo(Draws.of(1, "a", "y").next())
        .isNotEqualTo(Draws.of(1, "b", "x").next())
        .isNotEqualTo(Draws.of(2, "a", "x").next());
  }
}
