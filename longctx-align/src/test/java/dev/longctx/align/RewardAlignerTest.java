package dev.longctx.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.align.objective.Dpo;
import dev.longctx.align.objective.Orpo;
import dev.longctx.align.objective.SimPo;
import dev.longctx.align.testing.Answers;
import dev.longctx.align.testing.LetterTokenizer;
import dev.longctx.align.testing.ScriptedScorer;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.api.reasoning.Alignment;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.RewardPair;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RewardAlignerTest {

  private static final Prompt KEPT = Prompt.text("ab");
  private static final Prompt FULL = Prompt.text("abcdef");

  private final ScriptedScorer scorer = ScriptedScorer.byLength();

  private static RewardAligner.Builder simPo(SequenceScorer scorer) {
    return RewardAligner.simPo().scorer(scorer).tokenizer(new LetterTokenizer());
  }

  private static List<RewardPair> rewards(Answer answer) {
    return ((Alignment.Measured) answer.alignment()).rewards();
  }

  private static String reason(Answer answer) {
    return ((Alignment.Unmeasured) answer.alignment()).reason();
  }

  private static Answer align(RewardAligner aligner, Answer answer) {
    return aligner.align(answer, FULL, new Cancellation());
  }

  @Test
  void everyCandidateHasItsRewardUnderBothPrompts() {
    Answer answer = Answers.of(KEPT, 0, Answers.tokens("x", 2, 4), Answers.tokens("y", 8));
    Answer aligned = align(simPo(scorer).beta(2).gamma(1).build(), answer);
    // Twice the mean of -0.25 a prompt token and -0.125 an id.
    assertThat(rewards(aligned))
        .containsExactly(new RewardPair(-3.75, -1.75), new RewardPair(-5, -3));
    assertThat(aligned.chosen()).isZero();
  }

  @Test
  void sequencesOfOnePromptFollowOneAnotherAndEqualOnesAreScoredOnce() {
    Answer answer =
        Answers.of(KEPT, 0, Answers.tokens("x", 1), Answers.tokens("y", 2), Answers.tokens("x", 1));
    assertThat(rewards(align(simPo(scorer).build(), answer))).hasSize(3);
    assertThat(scorer.calls).hasSize(1);
    assertThat(scorer.calls.get(0))
        .extracting(sequence -> sequence.prompt().length)
        .containsExactly(2, 2, 6, 6);
  }

  @Test
  void equalPromptsAreScoredOnce() {
    Answer answer = Answers.of(FULL, 0, Answers.tokens("x", 1));
    List<RewardPair> rewards = rewards(align(simPo(scorer).build(), answer));
    assertThat(scorer.calls.get(0)).hasSize(1);
    assertThat(rewards.get(0).gap()).isZero();
  }

  @Test
  void aCompletionWithoutTokensIsTokenised() {
    align(simPo(scorer).build(), Answers.of(KEPT, 0, Answers.text("!")));
    assertThat(scorer.calls.get(0).get(0).response()).containsExactly('!');
  }

  @Test
  void tokensOfAnotherVocabularyMayBeLeftOut() {
    Answer answer = Answers.of(KEPT, 0, Answers.tokens("!", 1, 2));
    align(simPo(scorer).retokenize(true).build(), answer);
    assertThat(scorer.calls.get(0).get(0).response()).containsExactly('!');
  }

  @Test
  void rewardsOfDpoAreRelativeToTheReference() {
    ScriptedScorer reference = new ScriptedScorer(s -> new float[s.response().length]);
    RewardAligner aligner =
        RewardAligner.dpo()
            .beta(0.5)
            .scorer(scorer)
            .reference(reference)
            .tokenizer(new LetterTokenizer())
            .build();
    Answer aligned = align(aligner, Answers.of(KEPT, 0, Answers.tokens("x", 2, 4)));
    assertThat(rewards(aligned)).containsExactly(new RewardPair(-1.875, -0.875));
    assertThat(reference.calls).hasSize(1);
  }

  @Test
  void rewardsOfOrpoAreLogOdds() {
    RewardAligner aligner =
        RewardAligner.orpo().scorer(scorer).tokenizer(new LetterTokenizer()).build();
    Answer aligned = align(aligner, Answers.of(KEPT, 0, Answers.tokens("x", 4)));
    double odds = Math.exp(-1) / (1 - Math.exp(-1));
    assertThat(rewards(aligned).get(0).compressed()).isCloseTo(Math.log(odds), within(1e-12));
  }

  @Test
  void candidatesMayBeRankedByTheirRewards() {
    // The second is likelier under the whole, the third equally likely under both.
    ScriptedScorer scripted =
        new ScriptedScorer(
            s -> {
              boolean whole = s.prompt().length == 6;
              return switch (s.response()[0]) {
                case 0 -> new float[] {whole ? -3 : -1};
                case 1 -> new float[] {whole ? -1 : -2};
                default -> new float[] {-4};
              };
            });
    Answer answer =
        Answers.of(KEPT, 0, Answers.tokens("x", 0), Answers.tokens("y", 1), Answers.tokens("z", 2));
    assertThat(align(simPo(scripted).build(), answer).chosen()).isZero();
    assertThat(align(simPo(scripted).ranking(Ranking.BY_FULL_REWARD).build(), answer).chosen())
        .isEqualTo(1);
    assertThat(align(simPo(scripted).ranking(Ranking.BY_SMALLEST_GAP).build(), answer).chosen())
        .isEqualTo(2);
  }

  @Test
  void aCandidateWithoutAnAnswerIsNotPreferred() {
    Answer answer =
        Answers.of(
            KEPT,
            0,
            Answers.tokens("x", 9),
            Answers.candidate("", TokenTrace.of(new int[] {1}), null));
    RewardAligner aligner = simPo(scorer).ranking(Ranking.BY_FULL_REWARD).build();
    assertThat(align(aligner, answer).chosen()).isZero();
    Answer silent =
        Answers.of(
            KEPT,
            0,
            Answers.candidate("", TokenTrace.of(new int[] {1}), null),
            Answers.tokens("x", 9));
    assertThat(align(aligner, silent).chosen()).isEqualTo(1);
  }

  @Test
  void amongEqualsTheChoiceStays() {
    Answer answer = Answers.of(KEPT, 1, Answers.tokens("x", 1), Answers.tokens("x", 1));
    RewardAligner aligner = simPo(scorer).ranking(Ranking.BY_FULL_REWARD).build();
    assertThat(align(aligner, answer).chosen()).isEqualTo(1);
  }

  @Test
  void anEmptyResponseLeavesTheAnswer() {
    Answer answer = Answers.of(KEPT, 1, Answers.tokens("x", 1), Answers.text(""));
    Answer aligned = align(simPo(scorer).ranking(Ranking.BY_FULL_REWARD).build(), answer);
    assertThat(reason(aligned))
        .isEqualTo("candidate 1: expected a response of at least one token, found none");
    assertThat(aligned.chosen()).isEqualTo(1);
    assertThat(scorer.calls).isEmpty();
  }

  @Test
  void aFullPromptThatIsTooLongLeavesTheAnswer() {
    Answer aligned =
        align(simPo(scorer.upTo(5)).build(), Answers.of(KEPT, 0, Answers.tokens("x", 1)));
    assertThat(reason(aligned)).isEqualTo("prompt: expected at most 5 tokens");
  }

  @Test
  void aScorerThatFailsLeavesTheAnswer() {
    Answer answer = Answers.of(KEPT, 0, Answers.tokens("x", 1, 2));
    SequenceScorer broken =
        new ScriptedScorer(
            s -> {
              throw new UnsupportedOperationException();
            });
    assertThat(reason(align(simPo(broken).build(), answer)))
        .isEqualTo("UnsupportedOperationException");
    SequenceScorer curt = new ScriptedScorer(s -> new float[] {-1});
    assertThat(reason(align(simPo(curt).build(), answer)))
        .isEqualTo("scorer: expected log-probabilities of 2 tokens, found 1");
    SequenceScorer vague = new ScriptedScorer(s -> new float[] {-1, Float.NEGATIVE_INFINITY});
    assertThat(reason(align(simPo(vague).build(), answer)))
        .isEqualTo("scorer: expected finite log-probabilities, found -Infinity");
  }

  @Test
  void cancellingPassesThrough() {
    Cancellation cancellation = new Cancellation();
    SequenceScorer cancelling =
        new ScriptedScorer(
            s -> {
              cancellation.cancel();
              cancellation.throwIfCancelled();
              return new float[0];
            });
    Answer answer = Answers.of(KEPT, 0, Answers.tokens("x", 1));
    RewardAligner aligner = simPo(cancelling).build();
    assertThatThrownBy(() -> aligner.align(answer, FULL, cancellation))
        .isInstanceOf(CancellationException.class);
  }

  static Stream<UnaryOperator<RewardAligner.Builder>> settings() {
    SequenceScorer any = ScriptedScorer.byLength();
    return Stream.of(
        b -> b.beta(1),
        b -> b.scorer(any),
        b -> b.reference(any),
        b -> b.tokenizer(new LetterTokenizer()),
        b -> b.ranking(Ranking.KEEP),
        b -> b.retokenize(false));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySettingIsGivenOnce(UnaryOperator<RewardAligner.Builder> setting) {
    RewardAligner.Builder builder = setting.apply(RewardAligner.dpo());
    assertThatThrownBy(() -> setting.apply(builder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is set already");
  }

  @Test
  void settingsThatTheObjectiveLacksAreRefused() {
    assertThatThrownBy(() -> RewardAligner.orpo().beta(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("beta: expected an objective that has one, found ORPO");
    assertThatThrownBy(() -> RewardAligner.dpo().gamma(1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> RewardAligner.simPo().reference(scorer))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> RewardAligner.of(Orpo.standard()).reference(scorer))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> RewardAligner.simPo().beta(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void partsThatAreMissingAreNamed() {
    assertThatThrownBy(() -> RewardAligner.simPo().build()).hasMessageStartingWith("scorer: ");
    assertThatThrownBy(() -> RewardAligner.simPo().scorer(scorer).build())
        .hasMessageStartingWith("tokenizer: ");
    assertThatThrownBy(() -> RewardAligner.of(Dpo.builder().build()).scorer(scorer).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("reference: expected one, found none");
    assertThat(simPo(scorer).build())
        .hasToString("RewardAligner[" + SimPo.builder().build() + ", ranking=KEEP]");
  }
}
