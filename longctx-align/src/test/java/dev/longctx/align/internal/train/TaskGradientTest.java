package dev.longctx.align.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.PreferencePair;
import dev.longctx.align.data.SupervisedExample;
import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.objective.AlignedResponses;
import dev.longctx.align.objective.Orpo;
import dev.longctx.align.objective.Sft;
import dev.longctx.align.objective.ShortToLong;
import dev.longctx.align.objective.SimPo;
import dev.longctx.align.testing.TablePolicy;
import dev.longctx.align.testing.Triples;
import dev.longctx.api.training.Update;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gradient of a whole step against finite differences of the loss that it reports. */
class TaskGradientTest {

  private static final int VOCABULARY = 5;
  private static final double STEP = 1e-6;
  private static final List<TokenTriple> TRIPLES = Triples.of(4, VOCABULARY, 8);

  private static ListBatches batches() {
    return new ListBatches(TRIPLES.size(), 4, 1, null, 0);
  }

  @Test
  void ofTriples() {
    ShortToLong loss =
        ShortToLong.builder()
            .objective(SimPo.builder().beta(2).gamma(1).build())
            .alignmentWeight(0.7)
            .aligned(AlignedResponses.BOTH)
            .build();
    assertGradient(new TripleTask(loss, TRIPLES, batches()));
  }

  @Test
  void ofPairs() {
    List<PreferencePair> pairs =
        TRIPLES.stream().map(t -> PreferencePair.of(t, ContextLength.LONG)).toList();
    assertGradient(new PairTask(new Orpo(0.1), pairs, batches()));
  }

  @Test
  void ofExamples() {
    List<SupervisedExample> examples =
        TRIPLES.stream()
            .map(t -> SupervisedExample.of(t.id(), t.longPrompt(), t.chosen()))
            .toList();
    assertGradient(SupervisedTask.of(Sft.PER_TOKEN, examples, batches()));
  }

  private static void assertGradient(Task task) {
    TablePolicy policy = new TablePolicy(VOCABULARY, 4);
    loss(task, policy);
    double[] gradient = policy.gradient();
    for (int weight = 0; weight < gradient.length; weight += 3) {
      policy.nudge(weight, STEP);
      double above = loss(task, policy);
      policy.nudge(weight, -2 * STEP);
      double below = loss(task, policy);
      policy.nudge(weight, STEP);
      assertThat(gradient[weight])
          .as("weight %d", weight)
          .isEqualTo((above - below) / (2 * STEP), within(1e-7));
    }
  }

  private static double loss(Task task, TablePolicy policy) {
    policy.discardGradient();
    StepSums sums = new StepSums();
    Batch batch = task.batch(0);
    batch.accumulate(policy, 0, 3, sums);
    batch.accumulate(policy, 3, batch.ids().size(), sums);
    return sums.metrics(1, new Update(1, 0, 0, false), 0).loss().total();
  }
}
