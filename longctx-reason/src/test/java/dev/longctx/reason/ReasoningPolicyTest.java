package dev.longctx.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.LongContextListener;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Candidate;
import dev.longctx.api.reasoning.PolicyListener;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.api.reasoning.Reading;
import dev.longctx.reason.answer.MissingThink;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.prompt.PromptTemplate;
import dev.longctx.reason.select.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasoningPolicyTest {

  private static final List<Document> DOCUMENTS =
      List.of(Document.of("a", "Rome lies on the Tiber."), Document.of("b", "Paris on the Seine."));
  private static final String QUESTION = "Which river runs through Rome?";

  private static ReasoningPolicy.Builder policy(ScriptedModel model) {
    return ReasoningPolicy.builder().model(model);
  }

  @Test
  void answersFromTheDocumentsInThePapersPrompt() {
    ScriptedModel model = ScriptedModel.answering("the Tiber");
    Answer answer = policy(model).build().answer(QUESTION, DOCUMENTS);
    assertThat(answer.text()).isEqualTo("the Tiber");
    assertThat(answer.reasoning()).isEqualTo("Hm.");
    assertThat(answer.isAnswered()).isTrue();
    assertThat(model.lastPrompt())
        .isEqualTo(
            PromptTemplate.qwenLongL1()
                .content("Rome lies on the Tiber.\n\nParis on the Seine.", QUESTION));
    assertThat(answer.fit()).isEqualTo(PromptFit.WHOLE);
    assertThat(answer.compression()).isNull();
    assertThat(answer.evidence()).isEmpty();
  }

  @Test
  void asksOnceForAllSamplesSoThatTheyShareAPrefill() {
    ScriptedModel model = ScriptedModel.answering("one", "two", "three");
    Answer answer = policy(model).samples(3).build().answer(QUESTION, DOCUMENTS);
    assertThat(model.requests()).hasSize(1);
    assertThat(model.requests().get(0).samples()).isEqualTo(3);
    assertThat(answer.candidates())
        .extracting(Candidate::answer)
        .containsExactly("one", "two", "three");
  }

  @Test
  void samplesAsThePaperDoesUnlessToldOtherwise() {
    ScriptedModel model = ScriptedModel.answering("x");
    policy(model).build().answer(QUESTION, DOCUMENTS);
    GenerationRequest usual = model.requests().get(0);
    assertThat(usual.sampling()).isEqualTo(Sampling.qwenLongL1());
    assertThat(usual.samples()).isEqualTo(1);
    assertThat(usual.maxTokens()).isEqualTo(10_000);
    assertThat(usual.seed()).isEmpty();
    assertThat(usual.timeout()).isEmpty();
    assertThat(usual.stopTexts()).isEmpty();

    policy(model)
        .sampling(Sampling.greedy())
        .maxTokens(77)
        .seed(5)
        .timeout(Duration.ofMinutes(1))
        .stopTexts("END", "STOP")
        .build()
        .answer(QUESTION, DOCUMENTS);
    GenerationRequest told = model.requests().get(1);
    assertThat(told.sampling()).isEqualTo(Sampling.greedy());
    assertThat(told.maxTokens()).isEqualTo(77);
    assertThat(told.seed()).hasValue(5);
    assertThat(told.timeout().orElseThrow())
        .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    assertThat(told.stopTexts()).containsExactly("END", "STOP");
  }

  @Test
  void countsTheVotesOfAnswersThatAreTheSameOnceNormalised() {
    ScriptedModel model =
        ScriptedModel.answering("the Seine", "The Tiber", "tiber!", "the Po", "TIBER");
    Answer answer = policy(model).samples(5).build().answer(QUESTION, DOCUMENTS);
    assertThat(answer.candidates()).extracting(Candidate::votes).containsExactly(1, 3, 3, 1, 3);
    assertThat(answer.chosen()).isEqualTo(1);
    assertThat(answer.text()).isEqualTo("The Tiber");
    assertThat(answer.best().score()).isEqualTo(0.6);
  }

  @Test
  void candidatesWithoutAnAnswerHaveNoVoteAndNeverWin() {
    ScriptedModel model =
        ScriptedModel.saying(
            "I do not know.",
            "Neither do I.",
            "<think>It is</think>Therefore, the answer is the Tiber.");
    Answer answer = policy(model).samples(3).build().answer(QUESTION, DOCUMENTS);
    assertThat(answer.chosen()).isEqualTo(2);
    assertThat(answer.candidates()).extracting(Candidate::votes).containsExactly(0, 0, 1);
    assertThat(answer.candidates().get(0).answer()).isNull();
  }

  @Test
  void whereNoCandidateAnswersTheFirstIsTakenWithoutASelection() {
    Selection never =
        context -> {
          throw new AssertionError("asked to choose from nothing");
        };
    ScriptedModel model = ScriptedModel.saying("Who knows?", "Not me.");
    Answer answer = policy(model).samples(2).selection(never).build().answer(QUESTION, DOCUMENTS);
    assertThat(answer.isAnswered()).isFalse();
    assertThat(answer.text()).isEmpty();
    assertThat(answer.chosen()).isZero();
    assertThat(answer.best().completion().text()).isEqualTo("Who knows?");
  }

  @Test
  void aMissingEndOfThinkingIsReadAsTold() {
    String response = "Therefore, the answer is the Tiber.";
    ScriptedModel model = ScriptedModel.saying(response);
    assertThat(policy(model).build().answer(QUESTION, DOCUMENTS).text()).isEqualTo("the Tiber");
    Answer strict =
        policy(model).missingThink(MissingThink.EMPTY_ANSWER).build().answer(QUESTION, DOCUMENTS);
    assertThat(strict.isAnswered()).isFalse();
    assertThat(strict.reasoning()).isEqualTo(response);
  }

  @Test
  void theKindOfTaskDecidesPromptAndExtractor() {
    ScriptedModel model = ScriptedModel.saying("The correct answer is (B).");
    Answer answer =
        policy(model)
            .task(TaskKind.MULTIPLE_CHOICE)
            .build()
            .answer("Which?\n(A) Po\n(B) Tiber", DOCUMENTS);
    assertThat(model.lastPrompt()).contains("\"The correct answer is (insert answer here)\"");
    assertThat(answer.text()).isEqualTo("B");
  }

  @Test
  void numbersAreTheSameByTheirValue() {
    ScriptedModel model = ScriptedModel.answering("7", "1,200.50", "$1200.5");
    Answer answer =
        policy(model).samples(3).task(TaskKind.NUMERIC).build().answer(QUESTION, DOCUMENTS);
    assertThat(answer.candidates()).extracting(Candidate::votes).containsExactly(1, 2, 2);
  }

  @Test
  void aTemplateAndAnExtractorOfOnesOwnGoTogether() {
    ScriptedModel model = ScriptedModel.saying("ANSWER: Tiber");
    Answer answer =
        policy(model)
            .prompt(PromptTemplate.of("{text}\nQ: {question}\nEnd with ANSWER: ..."))
            .extractor(text -> text.startsWith("ANSWER: ") ? text.substring(8) : null)
            .build()
            .answer(QUESTION, DOCUMENTS);
    assertThat(answer.text()).isEqualTo("Tiber");
    assertThat(model.lastPrompt()).endsWith("Q: " + QUESTION + "\nEnd with ANSWER: ...");
  }

  @Test
  void normaliserOfOnesOwnSaysWhichAnswersAreTheSame() {
    ScriptedModel model = ScriptedModel.answering("Seine", "Tiber", "River Tiber");
    Answer answer =
        policy(model)
            .samples(3)
            .normaliser(text -> text.replace("River ", ""))
            .build()
            .answer(QUESTION, DOCUMENTS);
    assertThat(answer.text()).isEqualTo("Tiber");
    assertThat(answer.best().votes()).isEqualTo(2);
  }

  @Test
  void streamsWhatTheModelWritesAfterThePromptIsAnnounced() {
    ScriptedModel model = ScriptedModel.answering("one", "two");
    List<String> events = new ArrayList<>();
    StringBuilder[] samples = {new StringBuilder(), new StringBuilder()};
    PolicyListener listener =
        new PolicyListener() {
          @Override
          public void prompted(PromptFit fit, int promptTokens) {
            events.add(fit + " " + promptTokens);
          }

          @Override
          public void text(int sample, String text) {
            events.add("text");
            samples[sample].append(text);
          }
        };
    Answer answer =
        policy(model)
            .samples(2)
            .build()
            .answer(QUESTION, Reading.of(DOCUMENTS), new Cancellation(), listener);
    assertThat(events.get(0)).isEqualTo("WHOLE " + answer.usage().promptTokens());
    assertThat(events.subList(1, events.size())).containsOnly("text");
    for (int i = 0; i < 2; i++) {
      assertThat(samples[i]).hasToString(answer.candidates().get(i).completion().text());
    }
  }

  @Test
  void saysWhatItTook() {
    ScriptedModel model = ScriptedModel.saying("one two three", "four five");
    Answer answer = policy(model).samples(2).build().answer(QUESTION, DOCUMENTS);
    assertThat(answer.usage().promptTokens())
        .isEqualTo(model.countTokens(model.requests().get(0).prompt()));
    assertThat(answer.usage().completionTokens()).isEqualTo(5);
    assertThat(answer.timings().prefill()).isEqualTo(Duration.ofMillis(3));
    assertThat(answer.timings().decode()).isEqualTo(Duration.ofMillis(5));
    assertThat(answer.timings().compress()).isZero();
    assertThat(answer.timings().total()).isPositive();
  }

  @Test
  void noDocumentIsAnEmptyText() {
    ScriptedModel model = ScriptedModel.answering("unknown");
    assertThat(policy(model).build().answer(QUESTION, List.of()).text()).isEqualTo("unknown");
    assertThat(model.lastPrompt()).contains("<text>\n\n</text>");
  }

  @Test
  void aBlankQuestionIsRefusedBeforeTheModelIsAsked() {
    ScriptedModel model = ScriptedModel.answering("x");
    assertThatThrownBy(() -> policy(model).build().answer(" \n", DOCUMENTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("question: expected a text, found a blank one");
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void whenTheTimeIsUpTheAnswerIsWhatThereIs() {
    ScriptedModel model = ScriptedModel.answering("x");
    Answer answer =
        policy(model).samples(2).timeout(Duration.ofNanos(1)).build().answer(QUESTION, DOCUMENTS);
    assertThat(answer.isAnswered()).isFalse();
    assertThat(answer.candidates())
        .extracting(candidate -> candidate.completion().finish())
        .containsExactly(FinishReason.DEADLINE, FinishReason.DEADLINE);
  }

  @Test
  void aCancelledCallEndsBeforeTheModelIsAsked() {
    ScriptedModel model = ScriptedModel.answering("x");
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    ReasoningPolicy policy = policy(model).build();
    assertThatThrownBy(
            () -> policy.answer(QUESTION, Reading.of(DOCUMENTS), cancellation, PolicyListener.NONE))
        .isInstanceOf(CancellationException.class);
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void closingEndsThePolicyAndLeavesTheModelOpen() {
    ScriptedModel model = ScriptedModel.answering("x");
    ReasoningPolicy policy = policy(model).build();
    policy.close();
    policy.close();
    assertThat(model.isClosed()).isFalse();
    assertThatThrownBy(() -> policy.answer(QUESTION, DOCUMENTS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("policy is closed");
  }

  @Test
  void countsTokensAsItsModelDoes() {
    ScriptedModel model = ScriptedModel.answering("x");
    assertThat(policy(model).build().tokenCounter()).isSameAs(model.tokenCounter());
  }

  @Test
  void aModelNeedNotStreamWhereNobodyReadsAlong() {
    ScriptedModel model = ScriptedModel.answering("x");
    ReasoningPolicy policy = policy(model).build();
    Reading reading = Reading.of(DOCUMENTS);
    for (PolicyListener nobody : List.of(PolicyListener.NONE, LongContextListener.NONE)) {
      policy.answer(QUESTION, reading, new Cancellation(), nobody);
      assertThat(model.lastListener()).isSameAs(GenerationListener.NONE);
    }
    policy.answer(QUESTION, reading, new Cancellation(), new PolicyListener() {});
    assertThat(model.lastListener()).isNotSameAs(GenerationListener.NONE);
  }

  @Test
  void thoughtsThatWereCutOffDoNotOutvoteAnAnswer() {
    ScriptedModel model =
        ScriptedModel.saying(
            "<think>Perhaps the answer is the Seine. But",
            "<think>Perhaps the answer is the Seine. Or",
            "<think>Hm.</think>Therefore, the answer is the Tiber.");
    assertThat(policy(model).samples(3).build().answer(QUESTION, DOCUMENTS).text())
        .isEqualTo("the Tiber");
  }

  @ParameterizedTest
  @EnumSource(
      value = FinishReason.class,
      names = {"LENGTH", "DEADLINE", "FILTERED"})
  void anAnswerThatItsTextWasCutOffInIsNone(FinishReason finish) {
    ScriptedModel cut = ScriptedModel.saying("Therefore, the answer is the Tib").finishing(finish);
    assertThat(policy(cut).build().answer(QUESTION, DOCUMENTS).isAnswered()).isFalse();

    ScriptedModel after =
        ScriptedModel.saying("Therefore, the answer is the Tiber.\nMore of").finishing(finish);
    assertThat(policy(after).build().answer(QUESTION, DOCUMENTS).isAnswered()).isTrue();

    ScriptedModel whole = ScriptedModel.saying("Therefore, the answer is the Tiber");
    assertThat(policy(whole).build().answer(QUESTION, DOCUMENTS).text()).isEqualTo("the Tiber");
  }
}
