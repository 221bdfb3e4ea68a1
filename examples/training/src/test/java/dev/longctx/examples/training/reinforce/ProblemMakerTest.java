package dev.longctx.examples.training.reinforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.onnx.tokenizer.HuggingFaceTokenizer;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.Problem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProblemMakerTest {

  private static final ReinforcePlan PLAN = ReinforcePlan.FULL;

  private final ProblemMaker maker = new ProblemMaker(PLAN, 3);

  @Test
  void promptsLieWithinTheirPhaseAndFillIt() {
    try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(Path.of("policy/hf"))) {
      List<Problem> all = maker.all();
      List<LengthBucket> buckets = ProblemMaker.buckets(PLAN.caps());
      for (int i = 0; i < buckets.size(); i++) {
        LengthBucket bucket = buckets.get(i);
        int from = i * PLAN.problems();
        int[] lengths =
            all.subList(from, from + PLAN.problems()).stream()
                .mapToInt(problem -> tokenizer.encode(problem.prompt()).length)
                .sorted()
                .toArray();
        assertThat(bucket.holds(lengths[0]) && bucket.holds(lengths[lengths.length - 1])).isTrue();
        double middle = (Math.max(100, bucket.above()) + bucket.upTo()) / 2.0;
        assertThat((double) lengths[lengths.length / 2]).isBetween(0.8 * middle, 1.2 * middle);
      }
    }
  }

  @Test
  void problemsFollowFromTheSeedAlone() {
    assertThat(new ProblemMaker(PLAN, 3).all()).isEqualTo(maker.all());
    assertThat(new ProblemMaker(PLAN, 4).all()).doesNotContainAnyElementsOf(maker.all());
  }

  @Test
  void nothingIsAskedTwiceForTrainingAndEvaluation() {
    Set<Object> prompts = new HashSet<>();
    List<Problem> together =
        Stream.of(maker.all(), maker.exam(), maker.interim()).flatMap(List::stream).toList();

    together.forEach(problem -> prompts.add(problem.prompt()));

    assertThat(prompts).hasSameSizeAs(together);
  }

  @Test
  void theLongestAndTheShortestAreThoseOfTheLastAndTheFirstPhase() {
    assertThat(maker.longest()).hasSize(PLAN.problems()).allMatch(of(PLAN.longest()));
    assertThat(maker.shortest()).hasSize(PLAN.problems()).allMatch(of(PLAN.caps().get(0)));
  }

  private static Predicate<Problem> of(int cap) {
    return problem -> problem.id().startsWith("train-" + cap + "-");
  }
}
