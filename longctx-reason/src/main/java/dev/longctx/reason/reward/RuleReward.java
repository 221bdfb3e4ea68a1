package dev.longctx.reason.reward;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.answer.AnswerExtractor;
import dev.longctx.reason.answer.MissingThink;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.answer.ThinkSplit;
import dev.longctx.reason.internal.rule.AnswerRule;
import dev.longctx.reason.internal.text.Characters;
import java.util.List;
import java.util.Objects;

/**
 * A reward of 1 where the response's answer is a gold answer by rule, else 0 (QwenLong-L1, section
 * 2.3, equation 12). Always gives a score, in time proportional to the texts; nothing that a model
 * wrote is evaluated. Immutable and thread-safe.
 *
 * <p>{@link Strictness#STRICT}: the last announced answer counts, and it must be one: words as
 * {@code AnswerMetric.STRICT_SUB_EXACT_MATCH} compares them, one number with its sign, scale and
 * percent sign, within 0.15 % of the smaller (and less than 0.5 from a whole number), or one
 * letter. The best of all gold answers counts; one that is no number or letter where it should be
 * is an error.
 *
 * <p>{@link Strictness#LEGACY} and {@link Strictness#LEGACY_EVALUATION}: what QwenLong-L1's
 * released code gives, loopholes included. Only the first gold answer counts. A plain gold answer,
 * with which that code ends in an error or gives 0, is taken as it stands.
 */
public final class RuleReward implements Reward {

  private final TaskKind kind;
  private final Strictness strictness;
  private final MissingThink missingThink;
  private final AnswerExtractor extractor;
  private final AnswerRule rule;

  private RuleReward(TaskKind kind, Strictness strictness, MissingThink missingThink) {
    this.kind = kind;
    this.strictness = strictness;
    this.missingThink = Objects.requireNonNull(missingThink, "missingThink");
    this.extractor = kind.extractor(strictness);
    this.rule = AnswerRule.of(kind, strictness);
  }

  /**
   * A reward for models that think: without {@code </think>} there is no answer, but in {@link
   * Strictness#LEGACY_EVALUATION}, where the whole response is one.
   *
   * @param kind what the questions ask for
   * @param strictness by which rules
   * @return the reward
   */
  public static RuleReward of(TaskKind kind, Strictness strictness) {
    return of(
        kind,
        strictness,
        strictness == Strictness.LEGACY_EVALUATION
            ? MissingThink.WHOLE_EVEN_UNFINISHED
            : MissingThink.EMPTY_ANSWER);
  }

  /**
   * A reward for models that may not think.
   *
   * @param kind what the questions ask for
   * @param strictness by which rules
   * @param missingThink what a response without {@code </think>} answers
   * @return the reward
   */
  public static RuleReward of(TaskKind kind, Strictness strictness, MissingThink missingThink) {
    return new RuleReward(kind, strictness, missingThink);
  }

  /**
   * What the questions ask for.
   *
   * @return the kind of task
   */
  public TaskKind kind() {
    return kind;
  }

  @Override
  public RewardScore score(Attempt attempt, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    List<String> golds = golds(attempt);
    ThinkSplit split = ThinkSplit.of(attempt.response(), missingThink);
    if (!split.closed() && missingThink == MissingThink.EMPTY_ANSWER) {
      return RewardScore.of(0, null, RewardReason.UNFINISHED_THINKING);
    }
    String prediction = extractor.extract(split.answerText());
    if (prediction == null) {
      return RewardScore.of(0, null, RewardReason.NO_ANSWER);
    }
    return golds.stream().anyMatch(gold -> rule.matches(prediction, gold))
        ? RewardScore.of(1, prediction, RewardReason.RULE_SAME)
        : RewardScore.of(0, prediction, RewardReason.RULE_DIFFERENT);
  }

  /** The gold answers that count, without the sentence around them. */
  List<String> golds(Attempt attempt) {
    List<String> counting =
        strictness == Strictness.STRICT ? attempt.golds() : attempt.golds().subList(0, 1);
    List<String> golds = counting.stream().map(this::gold).toList();
    golds.forEach(rule::check);
    return golds;
  }

  private String gold(String given) {
    String extracted = extractor.extract(given);
    return extracted == null ? Characters.strip(given) : extracted;
  }
}
