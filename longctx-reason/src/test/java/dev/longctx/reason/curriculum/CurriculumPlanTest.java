package dev.longctx.reason.curriculum;

import static dev.longctx.reason.curriculum.Problems.ids;
import static dev.longctx.reason.curriculum.Problems.lengths;
import static dev.longctx.reason.curriculum.Problems.ofLengths;
import static dev.longctx.reason.curriculum.Problems.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurriculumPlanTest {

  private static final PhaseLength STEPS = PhaseLength.steps(10);
  private static final Curriculum QWEN = Curriculum.qwenLongL1(STEPS);

  @Test
  void aBordersOwnLengthLiesBelowIt() {
    CurriculumPlan plan = plan(QWEN, 1, 19_999, 20_000, 20_001, 59_999, 60_000, 60_001);

    assertThat(ids(plan.phase(0))).containsExactly("a0", "a1", "a2");
    assertThat(ids(plan.phase(1))).containsExactly("a3", "a4", "a5");
    assertThat(ids(plan.tooLong())).containsExactly("a6");
  }

  @Test
  void keepsTheOrderInWhichProblemsWereGiven() {
    CurriculumPlan plan = plan(QWEN, 30_000, 500, 25_000, 70_000, 100, 20_500, 65_000);

    assertThat(ids(plan.phase(0))).containsExactly("a1", "a4");
    assertThat(ids(plan.phase(1))).containsExactly("a0", "a2", "a5");
    assertThat(ids(plan.tooLong())).containsExactly("a3", "a6");
    assertThat(plan.phase(1).get(0).promptTokens()).isEqualTo(30_000);
  }

  @Test
  void nothingIsLostAndNothingIsThereTwice() {
    long seed = Long.getLong("longctx.seed", System.nanoTime());
    int[] tokens = new Random(seed).ints(500, 1, 70_000).toArray();
    CurriculumPlan plan = plan(QWEN, tokens);

    List<PlannedProblem> all = new ArrayList<>(plan.before(2));
    all.addAll(plan.tooLong());
    assertThat(ids(all))
        .as("longctx.seed=%d", seed)
        .containsExactlyInAnyOrder(
            IntStream.range(0, 500).mapToObj(i -> "a" + i).toArray(String[]::new));
  }

  @Test
  void whatComesBeforeAPhaseGrowsWithIt() {
    Curriculum three =
        Curriculum.builder().phase(10, STEPS).phase(20, STEPS).phase(30, STEPS).build();
    CurriculumPlan plan = plan(three, 25, 5, 15, 6);

    assertThat(plan.before(0)).isEmpty();
    assertThat(ids(plan.before(1))).containsExactly("a1", "a3");
    assertThat(ids(plan.before(2))).containsExactly("a1", "a3", "a2");
    assertThat(ids(plan.before(3))).containsExactly("a1", "a3", "a2", "a0");
    assertThatThrownBy(() -> plan.before(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> plan.phase(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> plan.phase(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anEmptyPhaseIsRefusedWithTheLengthsThatThereAre() {
    assertThatThrownBy(() -> plan(QWEN, 1_500, 61_000, 12))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "phase 2: expected problems of 20,001 to 60,000 tokens, found none among 3 problems of"
                + " 12 to 61,000 tokens");
    assertThatThrownBy(() -> plan(QWEN, 30_000))
        .hasMessageStartingWith("phase 1: expected problems of 1 to 20,000 tokens");
    assertThatThrownBy(() -> plan(QWEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("problems: expected at least one, found none");
  }

  @Test
  void refusesTheSameIdTwice() {
    List<Problem> problems = List.of(Problems.of("a0"), Problems.of("a1"), Problems.of("a0"));

    assertThatThrownBy(() -> CurriculumPlan.of(QWEN, problems, lengths(1, 30_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("problems: expected each id once, found a0 twice");
  }

  @Test
  void refusesAPromptWithoutTokens() {
    assertThatThrownBy(() -> plan(QWEN, 10, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("problem a1, promptTokens: expected at least 1, found 0");
  }

  @Test
  void countsEachPromptOnce() {
    List<String> counted = new ArrayList<>();
    CurriculumPlan.of(
        QWEN,
        ofLengths(10, 30_000, 90_000),
        problem -> {
          counted.add(problem.id());
          return lengths(10, 30_000, 90_000).applyAsInt(problem);
        });

    assertThat(counted).containsExactly("a0", "a1", "a2");
  }

  @Test
  void aPhaseTakesBackTheHardestOfEarlierOnes() {
    CurriculumPlan plan = plan(QWEN, 10, 20, 30, 30_000);
    List<Difficulty> difficulties =
        List.of(
            new Difficulty("a3", 0, 8), new Difficulty("a2", 0, 8), new Difficulty("a0", 0.5, 8));

    assertThat(plan.mix(1, difficulties, 7))
        .isEqualTo(new PhaseMix(2, 1, List.of(new Difficulty("a2", 0, 8))));
    assertThat(plan.mix(0, difficulties, 7)).isEqualTo(new PhaseMix(1, 3, List.of()));
    assertThatThrownBy(() -> plan.mix(2, difficulties, 7))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void withoutARetrospectiveNothingIsTakenBack() {
    Curriculum two = Curriculum.builder().phase(10, STEPS).phase(20, STEPS).build();

    assertThat(plan(two, 5, 15).mix(1, List.of(new Difficulty("a0", 0, 8)), 7).carried()).isEmpty();
  }

  @Test
  void isATable() {
    CurriculumPlan plan = plan(QWEN, 1_000, 2_001, 30_000, 60_000, 60_001, 100_000);

    assertThat(plan.toMarkdown())
        .isEqualTo(
            """
            | phase | prompts | length | problems | mean tokens | longest |
            |---:|---|---|---:|---:|---:|
            | 1 | 1 to 20,000 tokens | 10 steps | 2 | 1,501 | 2,001 |
            | 2 | 20,001 to 60,000 tokens | 10 steps | 2 | 45,000 | 60,000 |

            Dropped as longer than 60,000 tokens: 2
            """);
    assertThat(plan).hasToString("CurriculumPlan[problems=[2, 2], tooLong=2]");
  }
}
