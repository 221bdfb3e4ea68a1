package dev.longctx.eval.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PairedBootstrapTest {

  private final PairedBootstrap bootstrap = new PairedBootstrap(10_000, 7);

  @Test
  void aConstantDifferenceHasNoWidth() {
    assertThat(bootstrap.compare(List.of(1.0, 0.5), List.of(0.75, 0.25)))
        .isEqualTo(new PairedBootstrap.Interval(0.25, 0.25, 0.25, 2));
  }

  @Test
  void theIntervalIsThatOfTheNormalApproximationForManyQuestions() {
    List<Double> first = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      first.add(i % 5 == 0 ? 1.0 : 0.0);
    }
    var interval = bootstrap.compare(first, Collections.nCopies(400, 0.0));
    double halfWidth = 1.96 * Math.sqrt(0.2 * 0.8 / 400);
    assertThat(interval.difference()).isEqualTo(0.2, within(1e-12));
    assertThat(interval.low()).isEqualTo(0.2 - halfWidth, within(0.005));
    assertThat(interval.high()).isEqualTo(0.2 + halfWidth, within(0.005));
  }

  @Test
  void pairingCancelsWhatQuestionsShare() {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      first.add(i % 2 + (i % 10 == 0 ? 0.5 : 0));
      second.add((double) (i % 2));
    }
    assertThat(bootstrap.compare(first, second).low()).isPositive();
  }

  @Test
  void questionsWithoutBothValuesAreLeftOut() {
    assertThat(bootstrap.compare(Arrays.asList(1.0, null, 1.0), Arrays.asList(0.0, 0.0, null)))
        .isEqualTo(new PairedBootstrap.Interval(1, 1, 1, 1));
    assertThat(bootstrap.compare(Arrays.asList(1.0, null), Arrays.asList(null, 1.0))).isNull();
  }

  @Test
  void theSeedDecides() {
    List<Double> first = List.of(1.0, 0.0, 1.0, 0.25, 0.5);
    List<Double> second = List.of(0.0, 0.0, 0.5, 0.5, 0.25);
    PairedBootstrap few = new PairedBootstrap(50, 1);
    assertThat(few.compare(first, second)).isEqualTo(few.compare(first, second));
    assertThat(few.compare(first, second))
        .isNotEqualTo(new PairedBootstrap(50, 2).compare(first, second));
  }

  @Test
  void refusesListsOfDifferentSizes() {
    assertThatThrownBy(() -> bootstrap.compare(List.of(1.0), List.of()))
        .hasMessage("expected as many values of both methods, found 1 and 0");
  }
}
