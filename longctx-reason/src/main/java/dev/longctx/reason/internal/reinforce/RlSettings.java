package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.WeightTarget;
import dev.longctx.reason.curriculum.CurriculumPlan;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.reinforce.EvaluationSet;
import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.UnscoredRule;
import dev.longctx.reason.reward.Reward;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that a run is told. */
public record RlSettings(
    TrainablePolicy policy,
    RolloutModel model,
    Function<Problem, Reward> rewards,
    Executor rewardExecutor,
    RlAlgorithm algorithm,
    CurriculumPlan plan,
    AdamW optimizer,
    Sizes sizes,
    Sampling sampling,
    UnscoredRule unscoredRule,
    @Nullable EvaluationSet evaluation,
    long evaluationEvery,
    @Nullable Path checkpoints,
    long checkpointEvery,
    RlListener listener,
    long seed) {

  /** Three roles of one model. */
  public record RolloutModel(LanguageModel model, Tokenizer tokenizer, WeightTarget weightTarget) {}

  /**
   * How much at a time.
   *
   * @param group responses to a problem
   * @param prompts problems of a step
   * @param updates of a step
   * @param microBatch sequences of a pass
   * @param groupsAtOnce groups that grow together
   * @param maxResponseTokens the most tokens of a response
   */
  public record Sizes(
      int group,
      int prompts,
      int updates,
      int microBatch,
      int groupsAtOnce,
      int maxResponseTokens) {}
}
