package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.Cancellation;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.LearningRate;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Retrospective;
import dev.longctx.reason.curriculum.Retrospective.Scorer;
import dev.longctx.reason.objective.Aggregation;
import dev.longctx.reason.objective.KlEstimator;
import dev.longctx.reason.objective.KlPenalty;
import dev.longctx.reason.objective.PolicyLoss;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.testing.Moments;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import dev.longctx.reason.testing.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that goes on from its folder is the run that was never interrupted. */
class ResumeTest {

  private static final Trace QUIET = what -> {};

  @TempDir static Path shared;
  private static TablePolicy whole;
  private static RlReport expected;

  @TempDir Path folder;

  @BeforeAll
  static void runInOnePiece() {
    TablePolicy trained = new TablePolicy(1);
    ToyTask.small(trained, new TableModel()).build().train();
    trained.checkpoint(shared.resolve("trained"));
    whole = fresh();
    expected = ToyTask.timeless(run(whole, QUIET, shared.resolve("whole")).train());
  }

  /** A policy that was trained before, whose moments matter too. */
  private static TablePolicy fresh() {
    TablePolicy policy = new TablePolicy(1);
    policy.restore(shared.resolve("trained"));
    return policy;
  }

  private static LongContextRl run(TablePolicy policy, Trace trace, Path checkpoints) {
    TracedRun traced = new TracedRun(trace);
    policy.tracedBy(trace);
    return ToyTask.bare(policy, new TableModel(trace))
        .optimizer(AdamW.builder().learningRate(LearningRate.cosine(0.2, 0.01, 12)).build())
        .algorithm(
            new RlAlgorithm(
                "all",
                PolicyLoss.builder()
                    .aggregation(Aggregation.SEQUENCE_MEAN)
                    .kl(new KlPenalty(KlEstimator.LOW_VARIANCE, 0.01))
                    .entropyBonus(0.001)
                    .build(),
                null,
                null))
        .curriculum(
            Curriculum.builder()
                .phase(ToyTask.SHORT, PhaseLength.steps(3))
                .phase(ToyTask.LONG, PhaseLength.steps(2))
                .retrospective(Retrospective.atMost(0.5).samples(2).scoredBy(Scorer.PREVIOUS_PHASE))
                .build())
        .problems(ToyTask.problems(2, 6))
        .promptsPerStep(2)
        .updatesPerStep(2)
        .group(4)
        .microBatch(4)
        .reward(traced)
        .listener(traced)
        .evaluation(
            2,
            EvaluationSet.builder()
                .problems(ToyTask.problems(3).subList(0, 2))
                .buckets(List.of(new LengthBucket(0, 8)))
                .build())
        .checkpoints(checkpoints, 2)
        .build();
  }

  private void isTheWholeRun(RlReport report, TablePolicy policy) {
    assertThat(ToyTask.timeless(report)).isEqualTo(expected);
    assertThat(policy.weights()).isEqualTo(whole.weights());
    assertThat(policy.open()).isZero();
  }

  /** What the last checkpoint says; empty before the first. */
  private String state() throws IOException {
    Path state = folder.resolve("state.json");
    return Files.exists(state) ? Files.readString(state) : "";
  }

  /**
   * Kills a run at its first moment, goes on and kills it at the second, and so forth; after each
   * checkpoint from the first one again. So it is killed at each moment between two checkpoints.
   */
  private void killAtEachMoment(Supplier<TablePolicy> policies) throws IOException {
    Set<String> killedAt = new TreeSet<>();
    String state = state();
    int moment = 0;
    while (true) {
      Moments moments = Moments.killAt(moment);
      TablePolicy policy = policies.get();
      try {
        isTheWholeRun(run(policy, moments, folder).train(), policy);
        break;
      } catch (Moments.Killed e) {
        killedAt.add(moments.heard().get(moment));
      }
      String now = state();
      moment = now.equals(state) ? moment + 1 : 0;
      state = now;
    }
    assertThat(killedAt)
        .contains("policy.step", "reward", "evaluated", "checkpointed", "phase", "step");
  }

  @Test
  void goesOnBitByBitWhereverItsProcessIsKilled() throws IOException {
    killAtEachMoment(ResumeTest::fresh);
  }

  @Test
  void goesOnBitByBitWithThePolicyThatAFailureLeft() throws IOException {
    TablePolicy policy = fresh();
    killAtEachMoment(() -> policy);
  }

  /** The policy of the last checkpoint, or the one that the run began with. */
  private static TablePolicy kept(Path checkpoints) throws IOException {
    TablePolicy kept = new TablePolicy(1);
    try (Stream<Path> all = Files.list(checkpoints)) {
      kept.restore(
          all.filter(path -> path.getFileName().toString().startsWith("policy-"))
              .findFirst()
              .orElse(checkpoints.resolve("base")));
    }
    return kept;
  }

  @Test
  void goesOnBitByBitWhereverItIsCancelled() throws IOException {
    boolean cancelled = true;
    for (int moment = 0; cancelled; moment += 5) {
      Path checkpoints = folder.resolve("cancelled-" + moment);
      Cancellation cancellation = new Cancellation();
      Moments moments = Moments.at(moment, cancellation::cancel);
      TablePolicy policy = fresh();
      LongContextRl begun = run(policy, moments, checkpoints);
      cancelled = isCancelled(begun, cancellation);
      if (cancelled) {
        assertThat(policy.open()).isZero();
        assertThat(policy.weights()).isEqualTo(kept(checkpoints).weights());
        TablePolicy next = fresh();
        isTheWholeRun(run(next, QUIET, checkpoints).train(), next);
      }
    }
  }

  private static boolean isCancelled(LongContextRl training, Cancellation cancellation) {
    try {
      training.train(cancellation);
      return false;
    } catch (CancellationException e) {
      return true;
    }
  }
}
