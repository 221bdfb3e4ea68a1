package dev.longctx.reason.internal.reinforce;

import dev.longctx.reason.objective.OverlongShaping;
import dev.longctx.reason.reinforce.EvaluationSet;
import dev.longctx.reason.rollout.RolloutSampler;
import org.jspecify.annotations.Nullable;

/** The ways in which a run samples, all from one model whose weights follow the policy's. */
final class Samplers {

  private final RlSettings settings;
  private final RewardWatch watch;
  private final RolloutSampler training;
  private final @Nullable Exam exam;
  private long synced = -1;

  Samplers(RlSettings settings) {
    this.settings = settings;
    watch = new RewardWatch(settings.unscoredRule(), settings.listener());
    RolloutSampler.Builder builder =
        sampler(settings.sizes().group()).sampling(settings.sampling());
    OverlongShaping shaping = settings.algorithm().overlongShaping();
    if (shaping != null) {
      builder.shaping(shaping::penalty);
    }
    training = builder.build();
    EvaluationSet set = settings.evaluation();
    exam = set == null ? null : exam(set);
  }

  private RolloutSampler.Builder sampler(int group) {
    return RolloutSampler.builder()
        .model(settings.model().model())
        .rewards(settings.rewards())
        .rewardExecutor(settings.rewardExecutor())
        .group(group)
        .maxTokens(settings.sizes().maxResponseTokens())
        .groupsAtOnce(settings.sizes().groupsAtOnce())
        .onFailure(watch::failed);
  }

  private Exam exam(EvaluationSet set) {
    RolloutSampler sampler = sampler(set.samples()).sampling(set.sampling()).build();
    int[] promptTokens = set.problems().stream().mapToInt(sampler::promptTokens).toArray();
    return new Exam(set, promptTokens, new Survey(sampler, watch), settings.seed());
  }

  /** What hears of responses without a score. */
  RewardWatch watch() {
    return watch;
  }

  /** Samples to train on. */
  RolloutSampler training() {
    return training;
  }

  /** Samples to tell how hard problems are. */
  Survey scoring(int samples) {
    return new Survey(sampler(samples).sampling(settings.sampling()).build(), watch);
  }

  /** The evaluation, which is there where the settings have one. */
  Exam exam() {
    if (exam == null) {
      throw new IllegalStateException("evaluation: expected one, found none");
    }
    return exam;
  }

  /** Gives the model the weights of the moment, unless it has them. */
  void sync() {
    long now = settings.policy().steps();
    if (now != synced) {
      settings.policy().syncTo(settings.model().weightTarget());
      synced = now;
    }
  }
}
