package dev.longctx.reason.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.reason.curriculum.Retrospective.Scorer;
import dev.longctx.reason.curriculum.Retrospective.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrospectiveTest {

  private static final int RUNS = 5_000;
  private static final List<Difficulty> FOUR =
      Problems.difficulties(Map.of("a", 0.0, "b", 0.125, "c", 0.5, "d", 1.0));

  private final long seed = Long.getLong("longctx.seed", System.nanoTime());

  private static List<String> ids(List<Difficulty> selected) {
    return selected.stream().map(Difficulty::problemId).toList();
  }

  @Test
  void theHardestAreExactlyThoseWithoutAnyReward() {
    List<Difficulty> earlier =
        List.of(
            new Difficulty("z", 0, 8),
            new Difficulty("y", Double.MIN_VALUE, 8),
            new Difficulty("x", 0.125, 8),
            new Difficulty("w", 0.0, 1));

    assertThat(ids(Retrospective.hardest().select(earlier, seed))).containsExactly("z", "w");
  }

  @Test
  void aThresholdKeepsWhatIsAsGoodAsIt() {
    assertThat(ids(Retrospective.atMost(0.5).select(FOUR, seed))).containsExactly("a", "b", "c");
    assertThat(ids(Retrospective.atMost(0.49).select(FOUR, seed))).containsExactly("a", "b");
    assertThat(Retrospective.atMost(1).select(FOUR, seed)).isEqualTo(FOUR);
  }

  @Test
  void nothingComesOfNothing() {
    assertThat(Retrospective.hardest().select(List.of(), seed)).isEmpty();
    assertThat(Retrospective.weighted(3).select(List.of(), seed)).isEmpty();
  }

  @Test
  void aDrawKeepsTheOrderOfTheList() {
    List<Difficulty> reversed = new ArrayList<>(FOUR);
    Collections.reverse(reversed);
    for (int count = 1; count <= 4; count++) {
      List<Difficulty> drawn = Retrospective.weighted(count).select(reversed, seed);

      assertThat(drawn).as("longctx.seed=%d", seed).hasSize(count).isSubsetOf(reversed);
      assertThat(ids(drawn)).isSortedAccordingTo(Collections.reverseOrder());
    }
  }

  @Test
  void aDrawOfMoreThanThereAreKeepsAll() {
    assertThat(Retrospective.weighted(100).select(FOUR, seed)).isEqualTo(FOUR);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    Retrospective two = Retrospective.weighted(2);

    assertThat(two.select(FOUR, seed)).isEqualTo(two.select(FOUR, seed));
    assertThat(ids(two.select(FOUR, 1))).containsExactly("a", "d");
    assertThat(ids(two.select(FOUR, 2))).containsExactly("a", "c");
    assertThat(ids(two.select(FOUR, 3))).containsExactly("a", "b");
  }

  @Test
  void drawsFollowTheirWeights() {
    // 1/(0 + 1/16) = 16 against 1/(1 + 1/16) = 16/17
    List<Difficulty> two = List.of(FOUR.get(0), FOUR.get(3));

    assertThat(share(Retrospective.weighted(1), two, "a"))
        .as("longctx.seed=%d", seed)
        .isCloseTo(17.0 / 18, within(0.02));
  }

  @Test
  void fewerSamplesTellLess() {
    // 1/(0 + 1/2) = 2 against 1/(1 + 1/2) = 2/3
    List<Difficulty> two = List.of(FOUR.get(0), FOUR.get(3));

    assertThat(share(Retrospective.weighted(1).samples(1), two, "a"))
        .as("longctx.seed=%d", seed)
        .isCloseTo(0.75, within(0.04));
  }

  @Test
  void aSecondDrawFollowsTheWeightsOfWhatIsLeft() {
    // weights 16, 16/3, 16/9: all draws of two but those that leave out b, in either order
    List<Difficulty> three = FOUR.subList(0, 3);
    double a = 16;
    double b = 16.0 / 3;
    double c = 16.0 / 9;
    double withoutB = a / (a + b + c) * c / (b + c) + c / (a + b + c) * a / (a + b);

    assertThat(share(Retrospective.weighted(2), three, "b"))
        .as("longctx.seed=%d", seed)
        .isCloseTo(1 - withoutB, within(0.04));
  }

  private double share(Retrospective selection, List<Difficulty> from, String id) {
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      if (ids(selection.select(from, seed + run)).contains(id)) {
        found++;
      }
    }
    return (double) found / RUNS;
  }

  @Test
  void manyThatWereNeverSolvedAreDrawnAlike() {
    List<Difficulty> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(new Difficulty("p" + i, 0, 8));
    }
    for (Difficulty one : many) {
      assertThat(share(Retrospective.weighted(5), many, one.problemId()))
          .as("%s, longctx.seed=%d", one.problemId(), seed)
          .isCloseTo(0.25, within(0.04));
    }
  }

  @Test
  void refusesAProblemThatIsThereTwice() {
    List<Difficulty> twice = List.of(FOUR.get(0), FOUR.get(1), FOUR.get(0));

    assertThatThrownBy(() -> Retrospective.hardest().select(twice, seed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("difficulties: expected each id once, found a twice");
  }

  @Test
  void copiesChangeOneSetting() {
    Retrospective changed = Retrospective.weighted(7).scoredBy(Scorer.PREVIOUS_PHASE).samples(16);

    assertThat(changed)
        .isEqualTo(new Retrospective(Selection.WEIGHTED, 0, 7, Scorer.PREVIOUS_PHASE, 16));
    assertThat(Retrospective.hardest())
        .isEqualTo(new Retrospective(Selection.THRESHOLD, 0, 0, Scorer.BASE, 8));
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    assertThatThrownBy(() -> Retrospective.atMost(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retrospective, threshold: expected 0 to 1, found 1.5");
    assertThatThrownBy(() -> Retrospective.atMost(Double.NaN)).hasMessageEndingWith("found NaN");
    assertThatThrownBy(() -> Retrospective.weighted(0))
        .hasMessage("retrospective, count: expected at least 1, found 0");
    assertThatThrownBy(() -> Retrospective.hardest().samples(0))
        .hasMessage("retrospective, samples: expected at least 1, found 0");
    assertThatThrownBy(() -> new Retrospective(Selection.WEIGHTED, 0.5, 1, Scorer.BASE, 8))
        .hasMessage("retrospective, threshold: expected 0 beside a draw, found 0.5");
    assertThatThrownBy(() -> new Retrospective(Selection.THRESHOLD, 0.5, 1, Scorer.BASE, 8))
        .hasMessage("retrospective, count: expected 0 beside a threshold, found 1");
  }
}
