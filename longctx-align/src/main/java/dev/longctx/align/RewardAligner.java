package dev.longctx.align;

import dev.longctx.align.internal.Once;
import dev.longctx.align.internal.score.ScoreTable;
import dev.longctx.align.objective.Dpo;
import dev.longctx.align.objective.Orpo;
import dev.longctx.align.objective.PreferenceObjective;
import dev.longctx.align.objective.SimPo;
import dev.longctx.api.Cancellation;
import dev.longctx.api.LongctxException;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.api.reasoning.Aligner;
import dev.longctx.api.reasoning.Alignment;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.RewardPair;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Gives each candidate of an answer its reward under the whole documents and under what was kept of
 * them (SoLoPO, section 3, where the kept text is the short context), and may choose among them by
 * it.
 *
 * <p>Responses are the tokens of completions where these tell them, the token that ended a
 * completion included, and else the tokenizer's. It fails open: an empty response, a prompt that is
 * too long for the scorer or a scorer that fails gives {@link Alignment.Unmeasured} and leaves the
 * answer as it was. Scorer, reference and tokenizer stay the caller's, who closes them. Immutable
 * and thread-safe.
 */
public final class RewardAligner implements Aligner {

  private static final Logger LOG = System.getLogger("dev.longctx.align");

  private final PreferenceObjective objective;
  private final SequenceScorer scorer;
  private final @Nullable SequenceScorer reference;
  private final Tokenizer tokenizer;
  private final Ranking ranking;
  private final boolean retokenize;

  private RewardAligner(Builder builder, PreferenceObjective objective) {
    this.objective = objective;
    scorer = Once.needed("scorer", builder.scorer);
    tokenizer = Once.needed("tokenizer", builder.tokenizer);
    reference = builder.reference;
    ranking = Once.or(builder.ranking, Ranking.KEEP);
    retokenize = Once.or(builder.retokenize, false);
  }

  /**
   * Rewards of {@link SimPo}: scaled mean log-probabilities of tokens.
   *
   * @return a new builder
   */
  public static Builder simPo() {
    return new Builder(Kind.SIMPO, null);
  }

  /**
   * Rewards of {@link Orpo}: log odds.
   *
   * @return a new builder
   */
  public static Builder orpo() {
    return new Builder(Kind.ORPO, null);
  }

  /**
   * Rewards of {@link Dpo}: log-probabilities over those of a reference, which is needed.
   *
   * @return a new builder
   */
  public static Builder dpo() {
    return new Builder(Kind.DPO, null);
  }

  /**
   * Rewards of any objective.
   *
   * @param objective says what a response is worth
   * @return a new builder
   */
  public static Builder of(PreferenceObjective objective) {
    return new Builder(Kind.GIVEN, Objects.requireNonNull(objective, "objective"));
  }

  @Override
  public Answer align(Answer answer, Prompt full, Cancellation cancellation) {
    cancellation.throwIfCancelled();
    List<RewardPair> rewards;
    try {
      rewards = rewards(answer, full, cancellation);
    } catch (CancellationException e) {
      throw e;
    } catch (LongctxException e) {
      return unmeasured(answer, e);
    } catch (RuntimeException e) {
      // The answer was paid for already; a defect in what only measures it should not take it away.
      LOG.log(Level.WARNING, "rewards could not be computed, so the answer stands without", e);
      return unmeasured(answer, e);
    }
    return answer.plusAlignment(new Alignment.Measured(rewards), choice(answer, rewards));
  }

  private static Answer unmeasured(Answer answer, RuntimeException failure) {
    String message = failure.getMessage();
    String reason = message == null ? failure.getClass().getSimpleName() : message;
    return answer.plusAlignment(new Alignment.Unmeasured(reason), answer.chosen());
  }

  private List<RewardPair> rewards(Answer answer, Prompt full, Cancellation cancellation) {
    List<int[]> responses = responses(answer);
    int[] compressed = tokenizer.encode(answer.prompt());
    int[] whole = tokenizer.encode(full);
    ScoreTable table = new ScoreTable();
    responses.forEach(response -> table.add(compressed, response));
    responses.forEach(response -> table.add(whole, response));
    table.score(scorer, reference, cancellation);
    return responses.stream()
        .map(
            response ->
                new RewardPair(
                    objective.reward(table.of(whole, response)).value(),
                    objective.reward(table.of(compressed, response)).value()))
        .toList();
  }

  private List<int[]> responses(Answer answer) {
    List<int[]> responses = new ArrayList<>();
    for (int i = 0; i < answer.candidates().size(); i++) {
      int[] response = response(answer.candidates().get(i).completion());
      if (response.length == 0) {
        throw new LongctxException(
            "candidate %d: expected a response of at least one token, found none".formatted(i));
      }
      responses.add(response);
    }
    return responses;
  }

  private int[] response(Completion completion) {
    int[] ids = completion.tokens().ids();
    return retokenize || ids.length == 0 ? tokenizer.encodeResponse(completion.text()) : ids;
  }

  private int choice(Answer answer, List<RewardPair> rewards) {
    if (ranking == Ranking.KEEP) {
      return answer.chosen();
    }
    Comparator<Integer> order =
        Comparator.comparing((Integer i) -> answer.candidates().get(i).answer() != null)
            .thenComparing(i -> ranking.worth(rewards.get(i)));
    int best = answer.chosen();
    for (int i = 0; i < rewards.size(); i++) {
      if (order.compare(i, best) > 0) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public String toString() {
    return "RewardAligner[" + objective + ", ranking=" + ranking + "]";
  }

  private enum Kind {
    SIMPO,
    ORPO,
    DPO,
    GIVEN
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}, as does a setting that the objective does not have. Not thread-safe.
   */
  public static final class Builder {

    private final Kind kind;
    private final @Nullable PreferenceObjective given;
    private @Nullable Double beta;
    private @Nullable Double gamma;
    private @Nullable SequenceScorer scorer;
    private @Nullable SequenceScorer reference;
    private @Nullable Tokenizer tokenizer;
    private @Nullable Ranking ranking;
    private @Nullable Boolean retokenize;

    private Builder(Kind kind, @Nullable PreferenceObjective given) {
      this.kind = kind;
      this.given = given;
    }

    /**
     * Gives the scale of rewards of SimPO, 2 by default, or DPO, 0.1 by default.
     *
     * @param value above 0
     * @return this builder
     */
    public Builder beta(double value) {
      requireSetting("beta", kind == Kind.SIMPO || kind == Kind.DPO);
      beta = Once.give("beta", beta, Once.positive("beta", value));
      return this;
    }

    /**
     * Gives SimPO's margin, so that settings of training can be repeated; rewards do not depend on
     * it.
     *
     * @param value from 0
     * @return this builder
     */
    public Builder gamma(double value) {
      requireSetting("gamma", kind == Kind.SIMPO);
      gamma = Once.give("gamma", gamma, Once.notNegative("gamma", value));
      return this;
    }

    /**
     * Gives the model whose log-probabilities are the rewards; needed. It may be another one than
     * the policy's.
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
     * refused where not.
     *
     * @param value of the scorer's vocabulary; stays the caller's
     * @return this builder
     */
    public Builder reference(SequenceScorer value) {
      boolean known = given == null ? kind == Kind.DPO : given.needsReference();
      requireSetting("reference", known);
      reference = Once.give("reference", reference, Objects.requireNonNull(value, "reference"));
      return this;
    }

    /**
     * Gives the tokenizer of the scorer's model; needed.
     *
     * @param value stays the caller's
     * @return this builder
     */
    public Builder tokenizer(Tokenizer value) {
      tokenizer = Once.give("tokenizer", tokenizer, Objects.requireNonNull(value, "tokenizer"));
      return this;
    }

    /**
     * Gives which candidate is chosen; {@link Ranking#KEEP} by default.
     *
     * @param value the ranking
     * @return this builder
     */
    public Builder ranking(Ranking value) {
      ranking = Once.give("ranking", ranking, Objects.requireNonNull(value, "ranking"));
      return this;
    }

    /**
     * Gives whether completions' texts are tokenised anew though the tokens are known; false by
     * default. Needed where the policy's model has another vocabulary than the scorer.
     *
     * @param value true to read only texts
     * @return this builder
     */
    public Builder retokenize(boolean value) {
      retokenize = Once.give("retokenize", retokenize, value);
      return this;
    }

    private void requireSetting(String name, boolean known) {
      if (!known) {
        throw new IllegalStateException(
            name + ": expected an objective that has one, found " + objective().name());
      }
    }

    private PreferenceObjective objective() {
      return switch (kind) {
        case SIMPO -> simPoObjective();
        case ORPO -> Orpo.standard();
        case DPO -> beta == null ? Dpo.builder().build() : Dpo.builder().beta(beta).build();
        case GIVEN -> Objects.requireNonNull(given);
      };
    }

    private SimPo simPoObjective() {
      SimPo.Builder builder = SimPo.builder();
      if (beta != null) {
        builder.beta(beta);
      }
      if (gamma != null) {
        builder.gamma(gamma);
      }
      return builder.build();
    }

    /**
     * The aligner as set so far.
     *
     * @return the aligner
     * @throws IllegalStateException if scorer, tokenizer or a reference that is needed is missing
     */
    public RewardAligner build() {
      PreferenceObjective objective = objective();
      if (objective.needsReference()) {
        Once.needed("reference", reference);
      }
      return new RewardAligner(this, objective);
    }
  }
}
