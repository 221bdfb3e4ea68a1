package dev.longctx.align.measure;

import dev.longctx.align.internal.Once;
import dev.longctx.align.internal.score.ScoreTable;
import dev.longctx.align.objective.PreferenceObjective;
import dev.longctx.api.Cancellation;
import dev.longctx.api.LongctxException;
import dev.longctx.api.model.SequenceScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Measures how much the rewards of responses change between a short and a long context (SoLoPO,
 * section 3), on any model that scores. Scorer and reference stay the caller's, who closes them.
 * Immutable and thread-safe.
 *
 * <p>Examples are scored in batches, within which responses to the same prompt follow one another
 * and equal sequences are scored once. Where a batch fails, its examples are scored one by one, so
 * that only those fail which fail alone.
 */
public final class RewardGap {

  private static final int MAX_EXAMPLES = 8;
  private static final int MAX_TOKENS = 1 << 17;

  private final PreferenceObjective objective;
  private final SequenceScorer scorer;
  private final @Nullable SequenceScorer reference;
  private final int maxExamples;
  private final int maxTokens;

  private RewardGap(Builder builder) {
    objective = Once.needed("objective", builder.objective);
    scorer = Once.needed("scorer", builder.scorer);
    reference = objective.needsReference() ? Once.needed("reference", builder.reference) : null;
    maxExamples = Once.or(builder.maxExamples, MAX_EXAMPLES);
    maxTokens = Once.or(builder.maxTokens, MAX_TOKENS);
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  int maxExamples() {
    return maxExamples;
  }

  /**
   * Measures examples.
   *
   * @param examples any number
   * @param cancellation ends the call early
   * @return one outcome an example, in order
   * @throws java.util.concurrent.CancellationException if it was cancelled
   * @throws IllegalStateException if a scorer is closed
   */
  public GapReport measure(List<RewardExample> examples, Cancellation cancellation) {
    List<GapOutcome> outcomes = new ArrayList<>();
    for (int from = 0; from < examples.size(); ) {
      int end = batchEnd(examples, from);
      outcomes.addAll(batch(examples.subList(from, end), cancellation));
      from = end;
    }
    return new GapReport(outcomes);
  }

  private int batchEnd(List<RewardExample> examples, int from) {
    int end = from + 1;
    long tokens = examples.get(from).tokens();
    while (end < examples.size() && end - from < maxExamples) {
      tokens += examples.get(end).tokens();
      if (tokens > maxTokens) {
        break;
      }
      end++;
    }
    return end;
  }

  private List<GapOutcome> batch(List<RewardExample> examples, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    try {
      ScoreTable table = scored(examples, cancellation);
      return examples.stream().map(example -> measured(example, table)).toList();
    } catch (LongctxException e) {
      if (examples.size() == 1) {
        return List.of(new GapOutcome.Failed(examples.get(0).id(), String.valueOf(e.getMessage())));
      }
    }
    List<GapOutcome> alone = new ArrayList<>();
    for (RewardExample example : examples) {
      alone.addAll(batch(List.of(example), cancellation));
    }
    return alone;
  }

  private ScoreTable scored(List<RewardExample> examples, Cancellation cancellation) {
    ScoreTable table = new ScoreTable();
    for (RewardExample example : examples) {
      add(table, example.shortPrompt(), example);
      add(table, example.longPrompt(), example);
    }
    table.score(scorer, reference, cancellation);
    return table;
  }

  private static void add(ScoreTable table, int[] prompt, RewardExample example) {
    table.add(prompt, example.chosen());
    int[] rejected = example.rejected();
    if (rejected != null) {
      table.add(prompt, rejected);
    }
  }

  private GapOutcome measured(RewardExample example, ScoreTable table) {
    int[] rejected = example.rejected();
    return new GapOutcome.Measured(
        example.id(),
        reward(table, example.shortPrompt(), example.chosen()),
        reward(table, example.longPrompt(), example.chosen()),
        rejected == null ? null : reward(table, example.shortPrompt(), rejected),
        rejected == null ? null : reward(table, example.longPrompt(), rejected));
  }

  private double reward(ScoreTable table, int[] prompt, int[] response) {
    return objective.reward(table.of(prompt, response)).value();
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable PreferenceObjective objective;
    private @Nullable SequenceScorer scorer;
    private @Nullable SequenceScorer reference;
    private @Nullable Integer maxExamples;
    private @Nullable Integer maxTokens;

    private Builder() {}

    /**
     * Gives what says what a response is worth; needed.
     *
     * @param value the objective
     * @return this builder
     */
    public Builder objective(PreferenceObjective value) {
      objective = Once.give("objective", objective, Objects.requireNonNull(value, "objective"));
      return this;
    }

    /**
     * Gives the model that is measured; needed.
     *
     * @param value stays the caller's
     * @return this builder
     */
    public Builder scorer(SequenceScorer value) {
      scorer = Once.give("scorer", scorer, Objects.requireNonNull(value, "scorer"));
      return this;
    }

    /**
     * Gives the model that rewards are relative to; needed where the objective has a reference, and
     * not read where it has none.
     *
     * @param value of the scorer's vocabulary; stays the caller's
     * @return this builder
     */
    public Builder reference(SequenceScorer value) {
      reference = Once.give("reference", reference, Objects.requireNonNull(value, "reference"));
      return this;
    }

    /**
     * Gives the most examples that are scored in one call, 8 by default.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxExamples(int value) {
      maxExamples = Once.give("maxExamples", maxExamples, Once.atLeast(1, "maxExamples", value));
      return this;
    }

    /**
     * Gives the most tokens that are scored in one call, 131,072 by default; shared prompts count
     * once for each response. An example with more is scored alone.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxTokens(int value) {
      maxTokens = Once.give("maxTokens", maxTokens, Once.atLeast(1, "maxTokens", value));
      return this;
    }

    /**
     * The measurement as set so far.
     *
     * @return the measurement
     * @throws IllegalStateException if objective, scorer or a reference that is needed is missing
     */
    public RewardGap build() {
      return new RewardGap(this);
    }
  }
}
