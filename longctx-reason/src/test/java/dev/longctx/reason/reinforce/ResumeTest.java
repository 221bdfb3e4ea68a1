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
import dev.longctx.reason.objective.DynamicSampling;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final Map<Kind, TablePolicy> WHOLE = new HashMap<>();
  private static final Map<Kind, RlReport> EXPECTED = new HashMap<>();

  @TempDir Path folder;

  private record Kind(Scorer scorer, PhaseLength length, RlAlgorithm algorithm) {}

  private static final Kind GRPO =
      new Kind(
          Scorer.PREVIOUS_PHASE,
          PhaseLength.steps(3),
          new RlAlgorithm("GRPO", loss(Aggregation.SEQUENCE_MEAN), null, null));
  private static final Kind DAPO =
      new Kind(
          Scorer.BASE,
          PhaseLength.rollouts(60),
          new RlAlgorithm(
              "DAPO", loss(Aggregation.TOKEN_MEAN), new DynamicSampling(1.5, 20), null));

  private static PolicyLoss loss(Aggregation aggregation) {
    return PolicyLoss.builder()
        .aggregation(aggregation)
        .kl(new KlPenalty(KlEstimator.LOW_VARIANCE, 0.01))
        .entropyBonus(0.001)
        .build();
  }

  @BeforeAll
  static void runInOnePiece() {
    TablePolicy trained = new TablePolicy(1);
    ToyTask.small(trained, new TableModel()).build().train();
    trained.checkpoint(shared.resolve("trained"));
    for (Kind kind : List.of(GRPO, DAPO)) {
      TablePolicy policy = fresh();
      RlReport report = run(kind, policy, QUIET, shared.resolve(kind.algorithm.name())).train();
      assertThat(report.end()).isEqualTo(RlEnd.COMPLETED);
      assertThat(report.steps().get(report.steps().size() - 1).updates().referenceKl())
          .isGreaterThan(0.001);
      WHOLE.put(kind, policy);
      EXPECTED.put(kind, ToyTask.timeless(report));
    }
  }

  /** A policy that was trained before, whose moments matter too. */
  private static TablePolicy fresh() {
    TablePolicy policy = new TablePolicy(1);
    policy.restore(shared.resolve("trained"));
    return policy;
  }

  private static LongContextRl run(Kind kind, TablePolicy policy, Trace trace, Path checkpoints) {
    TracedRun traced = new TracedRun(trace);
    policy.tracedBy(trace);
    return ToyTask.bare(policy, new TableModel(trace))
        .optimizer(AdamW.builder().learningRate(LearningRate.cosine(0.2, 0.01, 12)).build())
        .algorithm(kind.algorithm)
        .curriculum(
            Curriculum.builder()
                .phase(ToyTask.SHORT, kind.length)
                .phase(ToyTask.LONG, PhaseLength.steps(2))
                .retrospective(Retrospective.atMost(0.5).samples(2).scoredBy(kind.scorer))
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

  private static void isTheWholeRun(Kind kind, RlReport report, TablePolicy policy) {
    assertThat(ToyTask.timeless(report)).isEqualTo(EXPECTED.get(kind));
    assertThat(policy.weights()).isEqualTo(WHOLE.get(kind).weights());
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
  private void killAtEachMoment(Kind kind, Supplier<TablePolicy> policies) throws IOException {
    Set<String> killedAt = new TreeSet<>();
    String state = state();
    int moment = 0;
    while (true) {
      Moments moments = Moments.killAt(moment);
      TablePolicy policy = policies.get();
      try {
        isTheWholeRun(kind, run(kind, policy, moments, folder).train(), policy);
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
    killAtEachMoment(GRPO, ResumeTest::fresh);
  }

  @Test
  void goesOnBitByBitWithThePolicyThatAFailureLeft() throws IOException {
    TablePolicy policy = fresh();
    killAtEachMoment(DAPO, () -> policy);
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
    Kind kind = GRPO;
    boolean cancelled = true;
    for (int moment = 0; cancelled; moment += 5) {
      Path checkpoints = folder.resolve("cancelled-" + moment);
      Cancellation cancellation = new Cancellation();
      Moments moments = Moments.at(moment, cancellation::cancel);
      TablePolicy policy = fresh();
      LongContextRl begun = run(kind, policy, moments, checkpoints);
      cancelled = isCancelled(begun, cancellation);
      if (cancelled) {
        assertThat(policy.open()).isZero();
        assertThat(policy.weights()).isEqualTo(kept(checkpoints).weights());
        TablePolicy next = fresh();
        isTheWholeRun(kind, run(kind, next, QUIET, checkpoints).train(), next);
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
