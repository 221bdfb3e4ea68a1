package dev.longctx.onnx.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.onnx.testing.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxCausalLmTest {

  private static final String TEXT = "We the People of the United States";
  private static final List<OnnxCausalLm> MODELS = new ArrayList<>();

  @BeforeAll
  static void load() {
    MODELS.add(OnnxCausalLm.load(Fixtures.model("tiny-lm-plain")));
    MODELS.add(OnnxCausalLm.load(Fixtures.model("tiny-lm-gqa")));
  }

  @AfterAll
  static void close() {
    MODELS.forEach(OnnxCausalLm::close);
  }

  static List<OnnxCausalLm> models() {
    return MODELS;
  }

  private static GenerationRequest.Builder request() {
    return request(24);
  }

  private static GenerationRequest.Builder request(int maxTokens) {
    return GenerationRequest.builder().prompt(Prompt.text(TEXT)).maxTokens(maxTokens);
  }

  private static GenerationRequest.Builder sampled() {
    return sampled(24);
  }

  private static GenerationRequest.Builder sampled(int maxTokens) {
    return request(maxTokens).sampling(Sampling.builder().temperature(1).build()).seed(11);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void theSameSeedGivesTheSameTextsAndSamplesDiffer(OnnxCausalLm model) {
    GenerationRequest request = sampled().samples(5).build();
    List<Completion> once = model.generate(request).completions();
    assertThat(texts(model.generate(request)))
        .isEqualTo(once.stream().map(Completion::text).toList());
    assertThat(once).hasSize(5).extracting(Completion::text).doesNotHaveDuplicates();
    GenerationRequest other = request().sampling(request.sampling()).seed(12).samples(5).build();
    assertThat(texts(model.generate(other))).isNotEqualTo(texts(model.generate(request)));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void moreSamplesThanRowsComeOutTheSame(OnnxCausalLm model) {
    GenerationRequest request = sampled().samples(5).build();
    CausalLmOptions narrow = CausalLmOptions.builder().maxRows(2).build();
    try (OnnxCausalLm two = OnnxCausalLm.load(Fixtures.model(model.manifest().name()), narrow)) {
      assertThat(texts(two.generate(request))).isEqualTo(texts(model.generate(request)));
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void listenersReadPiecesThatJoinToTheTexts(OnnxCausalLm model) {
    List<StringBuilder> read = List.of(new StringBuilder(), new StringBuilder());
    GenerationRequest request = sampled(60).samples(2).build();
    Generation generation =
        model.generate(
            request, new Cancellation(), (sample, text) -> read.get(sample).append(text));
    assertThat(read.stream().map(StringBuilder::toString).toList()).isEqualTo(texts(generation));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void aStopTextEndsTheCompletionBeforeIt(OnnxCausalLm model) {
    String whole = model.generate(request().build()).text();
    String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 3);
    StringBuilder read = new StringBuilder();
    Completion cut =
        model
            .generate(
                request().stopTexts(stop).build(),
                new Cancellation(),
                (sample, text) -> read.append(text))
            .completions()
            .get(0);
    assertThat(cut.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    assertThat(cut.finish()).isEqualTo(FinishReason.STOP);
    assertThat(read).hasToString(cut.text());
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void aStopTokenEndsTheCompletionAndIsNotInTheText(OnnxCausalLm model) {
    Completion whole = model.generate(request().build()).completions().get(0);
    int stop = whole.tokens().ids()[6];
    Completion cut = model.generate(request().stopTokens(stop).build()).completions().get(0);
    int[] ids = cut.tokens().ids();
    assertThat(cut.finish()).isEqualTo(FinishReason.STOP);
    assertThat(ids[ids.length - 1]).isEqualTo(stop);
    assertThat(whole.text()).startsWith(cut.text());
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void aStopTextThatSpellsAControlTokenIsThatToken(OnnxCausalLm model) {
    int start = 316; // <|im_start|>, which is no end token
    GenerationRequest.Builder steered =
        GenerationRequest.builder()
            .prompt(Prompt.tokens(start, 40, 41))
            .sampling(Sampling.builder().temperature(50).build())
            .seed(2)
            .maxTokens(450);
    Completion stopped =
        model.generate(steered.stopTexts("<|im_start|>").build()).completions().get(0);
    int[] ids = stopped.tokens().ids();
    for (int i = 0; i < ids.length - 1; i++) {
      assertThat(ids[i]).isNotEqualTo(start);
    }
    assertThat(stopped.finish()).isEqualTo(FinishReason.STOP);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void aResponseIsEncodedAsItWasWritten(OnnxCausalLm model) {
    int[] ids = model.encodeResponse("<think>so</think>it is<|im_end|>");
    assertThat(ids[0]).isEqualTo(model.encodeResponse("<think>")[0]);
    assertThat(model.encodeResponse("<think>")).hasSize(1);
    assertThat(model.encode("<think>").length).isGreaterThan(1);
    assertThat(ids).doesNotContain(317); // special tokens are not spelled
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void tokensAreDecodedAsCompletionsShowThem(OnnxCausalLm model) {
    Completion said = model.generate(sampled(60).build()).completions().get(0);
    int[] ids = said.tokens().ids();
    try (CausalLmSession session = model.openSession()) {
      assertThat(session.decode(ids)).isEqualTo(model.decode(ids)).isEqualTo(said.text());
      assertThat(session.endTokens()).isEqualTo(model.endTokens()).containsExactly(315, 317);
    }
    model.endTokens()[0] = 0;
    assertThat(model.endTokens()).containsExactly(315, 317);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void noTokensGiveEmptyCompletions(OnnxCausalLm model) {
    Generation none = model.generate(request(0).build());
    assertThat(none.completions()).hasSize(1);
    assertThat(none.text()).isEmpty();
    assertThat(none.completions().get(0).finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(none.completions().get(0).tokens().size()).isZero();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void completionsEndWhereThePositionsEnd(OnnxCausalLm model) {
    int[] prompt = new int[model.manifest().maxPositions() - 3];
    Arrays.fill(prompt, 40);
    Completion short3 =
        model
            .generate(
                GenerationRequest.builder().prompt(Prompt.tokens(prompt)).maxTokens(9).build())
            .completions()
            .get(0);
    assertThat(short3.tokens().size()).isLessThanOrEqualTo(3);
    int[] tooLong = new int[model.manifest().maxPositions() + 1];
    assertThatThrownBy(
            () ->
                model.generate(GenerationRequest.builder().prompt(Prompt.tokens(tooLong)).build()))
        .isInstanceOfSatisfying(
            GenerationException.class,
            e -> assertThat(e.reason()).isEqualTo(GenerationException.Reason.PROMPT_TOO_LONG))
        .hasMessageContaining("expected at most 512 tokens, found 513");
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void emptyAndForeignPromptsAreRefused(OnnxCausalLm model) {
    assertThatThrownBy(
            () -> model.generate(GenerationRequest.builder().prompt(Prompt.text("")).build()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("expected a prompt of at least one token, found none");
    assertThatThrownBy(
            () -> model.generate(GenerationRequest.builder().prompt(Prompt.tokens(1, 320)).build()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("expected tokens from 0 to 319, found 320");
    assertThatThrownBy(
            () ->
                model.logProbs(
                    List.of(new TokenSequence(new int[] {1}, new int[] {-1})), new Cancellation()))
        .isInstanceOf(GenerationException.class);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void aDeadlineGivesWhatThereIs(OnnxCausalLm model) {
    Generation late = model.generate(request().samples(2).timeout(Duration.ofNanos(1)).build());
    assertThat(late.completions())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.finish()).isEqualTo(FinishReason.DEADLINE));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void cancellingEndsTheCallWithinAToken(OnnxCausalLm model) {
    Cancellation cancellation = new Cancellation();
    AtomicInteger pieces = new AtomicInteger();
    GenerationListener cancelling =
        (sample, text) -> {
          pieces.incrementAndGet();
          cancellation.cancel();
        };
    GenerationRequest request = sampled(400).build();
    assertThatThrownBy(() -> model.generate(request, cancellation, cancelling))
        .isInstanceOf(CancellationException.class);
    assertThat(pieces).hasValue(1);
    assertThat(model.generate(request().build()).text()).isNotEmpty();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void interruptionEndsTheCallAndIsKept(OnnxCausalLm model) {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> model.generate(request().build()))
          .isInstanceOf(CancellationException.class);
      TokenSequence sequence = new TokenSequence(new int[] {1}, new int[] {2});
      assertThatThrownBy(() -> model.logProbs(List.of(sequence), new Cancellation()))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("models")
  void whatAListenerThrowsEndsTheCall(OnnxCausalLm model) {
    assertThatThrownBy(
            () ->
                model.generate(
                    request().build(),
                    new Cancellation(),
                    (sample, text) -> {
                      throw new IllegalStateException("enough");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
  }

  @Test
  void aClosedModelRefusesEverything() {
    OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model("tiny-lm-gqa"));
    CausalLmSession session = model.openSession();
    session.close();
    session.close();
    assertThatThrownBy(() -> session.generate(request().build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
    model.close();
    model.close();
    assertThatThrownBy(() -> model.generate(request().build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("language model tiny-lm-gqa is closed");
    assertThatThrownBy(() -> model.encode("x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(model::openSession).isInstanceOf(IllegalStateException.class);
  }

  private static List<String> texts(Generation generation) {
    return generation.completions().stream().map(Completion::text).toList();
  }
}
