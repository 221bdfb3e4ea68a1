package dev.longctx.align.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void quantilesLieBetweenNeighbours() {
    Distribution values = new Distribution(4, 1, 3, 2);
    assertThat(values.mean()).isEqualTo(2.5);
    assertThat(values.median()).isEqualTo(2.5);
    assertThat(values.quantile(0)).isEqualTo(1);
    assertThat(values.quantile(1)).isEqualTo(4);
    assertThat(values.quantile(0.1)).isCloseTo(1.3, within(1e-12));
    assertThat(new Distribution(7).quantile(0.3)).isEqualTo(7);
  }

  @Test
  void sharesCountBothSigns() {
    Distribution values = new Distribution(-0.5, 0.2, 1, -2);
    assertThat(values.shareWithin(0.5)).isEqualTo(0.5);
    assertThat(values.shareWithin(0)).isZero();
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    Distribution values = new Distribution(1, 2, 3, 4, 9);
    assertThat(values.meanInterval(200, 5)).isEqualTo(values.meanInterval(200, 5));
    assertThat(values.meanInterval(200, 5)).isNotEqualTo(values.meanInterval(200, 6));
  }

  @Test
  void theIntervalIsThatOfTheMeansError() {
    double[] draws = new SplittableRandom(3).doubles(400, -1, 1).toArray();
    Distribution values = new Distribution(draws);
    Distribution.Interval interval = values.meanInterval(4_000, 1);
    double error = 1.96 / Math.sqrt(3 * 400);
    assertThat(interval.low()).isCloseTo(values.mean() - error, within(0.01));
    assertThat(interval.high()).isCloseTo(values.mean() + error, within(0.01));
  }

  @Test
  void wrongValuesAreRefused() {
    assertThatThrownBy(Distribution::new).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Distribution(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    Distribution one = new Distribution(1);
    assertThatThrownBy(() -> one.quantile(1.1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one.quantile(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one.shareWithin(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one.meanInterval(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
