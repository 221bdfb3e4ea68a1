package dev.longctx.reason.reinforce;

import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.training.AdamW;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.reward.Attempt;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Questions {@code a}, {@code b}, {@code c} behind some filler; the answer is the capital. */
final class ToyTask {

  /** The gold answer of problems that every response solves. */
  static final String ANYTHING = "anything";

  /** The gold answer of problems that no response solves. */
  static final String NOTHING = "nothing";

  static final Sampling SAMPLING = Sampling.builder().temperature(1).build();
  static final AdamW ADAM = AdamW.builder().learningRate(0.2).build();
  static final int SHORT = 4;
  static final int LONG = 10;

  private ToyTask() {}

  /** A problem with a prompt of so many tokens. */
  static Problem problem(String id, int tokens, char question, String gold) {
    String prompt = "-".repeat(tokens - 1) + question;
    return new Problem(id, "toy", Prompt.text(prompt), String.valueOf(question), List.of(gold));
  }

  /** Three problems of each length, whose ids are such as {@code b4}. */
  static List<Problem> problems(int... lengths) {
    List<Problem> problems = new ArrayList<>();
    for (int length : lengths) {
      for (String question : List.of("a", "b", "c")) {
        problems.add(
            problem(
                question + length, length, question.charAt(0), question.toUpperCase(Locale.ROOT)));
      }
    }
    return problems;
  }

  /** Right is what begins with the answer. */
  static Reward reward() {
    return (attempt, cancellation) -> score(attempt);
  }

  static RewardScore score(Attempt attempt) {
    String gold = attempt.golds().get(0);
    boolean right = gold.equals(ANYTHING) || attempt.response().startsWith(gold);
    return RewardScore.of(
        right ? 1 : 0,
        attempt.response(),
        right ? RewardReason.RULE_SAME : RewardReason.RULE_DIFFERENT);
  }

  /** A small run without what it learns from and how. */
  static LongContextRl.Builder bare(TablePolicy policy, TableModel model) {
    return bare(policy, model, 5);
  }

  private static LongContextRl.Builder bare(TablePolicy policy, TableModel model, long seed) {
    return LongContextRl.builder()
        .policy(policy)
        .rollouts(model)
        .sampling(SAMPLING)
        .maxResponseTokens(3)
        .seed(seed);
  }

  /** Two phases of a few steps each, which learn most of the task. */
  static LongContextRl.Builder small(TablePolicy policy, TableModel model) {
    return small(policy, model, 5);
  }

  /** The same by another seed. */
  static LongContextRl.Builder small(TablePolicy policy, TableModel model, long seed) {
    return bare(policy, model, seed)
        .optimizer(ADAM)
        .reward(reward())
        .algorithm(RlAlgorithm.grpo())
        .curriculum(
            Curriculum.builder()
                .phase(SHORT, PhaseLength.steps(3))
                .phase(LONG, PhaseLength.steps(2))
                .build())
        .problems(problems(2, 3, 6))
        .promptsPerStep(4)
        .updatesPerStep(2);
  }

  /** What a run did, without the time it took. */
  static RlReport timeless(RlReport report) {
    return new RlReport(
        report.name(),
        report.end(),
        report.phases(),
        report.steps().stream().map(ToyTask::timeless).toList(),
        report.evaluations(),
        report.scoringRollouts());
  }

  private static RlStep timeless(RlStep step) {
    RolloutMetrics r = step.rollouts();
    UpdateMetrics u = step.updates();
    return new RlStep(
        step.step(),
        step.phase(),
        new RolloutMetrics(
            r.groupsDrawn(),
            r.groupsKept(),
            r.groupsWithoutSpread(),
            r.groupsUnscored(),
            r.rollouts(),
            r.unscored(),
            r.reward(),
            r.accuracy(),
            r.responseTokens(),
            r.responseTokensVariance(),
            r.cutOff(),
            r.entropy(),
            r.promptTokens(),
            r.generatedTokens(),
            0),
        new UpdateMetrics(
            u.updates(),
            u.loss(),
            u.gradientNorm(),
            u.clipFraction(),
            u.behaviourKl(),
            u.referenceKl(),
            u.mismatch(),
            u.mismatchMax(),
            u.learningRate(),
            u.tokens(),
            0));
  }
}
