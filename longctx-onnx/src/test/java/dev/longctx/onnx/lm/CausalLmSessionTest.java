package dev.longctx.onnx.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.onnx.testing.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausalLmSessionTest {

  private static final String DOCUMENT =
      "No Person shall be a Senator who shall not have attained to the Age of thirty Years. ";

  private static GenerationRequest ask(String question, int samples) {
    return GenerationRequest.builder()
        .prompt(Prompt.text(DOCUMENT + question))
        .samples(samples)
        .sampling(Sampling.builder().temperature(0.8).build())
        .seed(3)
        .maxTokens(12)
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void readsASharedBeginningOnce(String name) {
    try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name));
        CausalLmSession session = model.openSession()) {
      int shared = model.encode(DOCUMENT).length;
      Generation first = session.generate(ask("How old is a Senator?", 1));
      assertThat(first.reusedTokens()).isZero();
      for (int samples : new int[] {1, 4, 1}) {
        GenerationRequest next = ask("Who is " + samples + " Years?", samples);
        Generation second = session.generate(next);
        assertThat(second.reusedTokens()).isBetween(shared - 2, shared + 8);
        assertThat(texts(second)).isEqualTo(texts(model.generate(next)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void continuesItsOwnCompletion(String name) {
    try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name));
        CausalLmSession session = model.openSession()) {
      GenerationRequest first = ask("Who?", 1);
      Completion said = session.generate(first).completions().get(0);
      int[] all =
          IntStream.concat(
                  IntStream.of(model.encode(first.prompt())), IntStream.of(said.tokens().ids()))
              .toArray();
      GenerationRequest onwards =
          GenerationRequest.builder().prompt(Prompt.tokens(all)).maxTokens(5).build();
      Generation more = session.generate(onwards);
      assertThat(more.reusedTokens()).isEqualTo(all.length - 1);
      assertThat(texts(more)).isEqualTo(texts(model.generate(onwards)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void staysUsableAfterACancelledCall(String name) {
    try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name));
        CausalLmSession session = model.openSession()) {
      Cancellation cancellation = new Cancellation();
      assertThatThrownBy(
              () ->
                  session.generate(
                      ask("Who?", 1), cancellation, (sample, text) -> cancellation.cancel()))
          .isInstanceOf(CancellationException.class);
      Generation after = session.generate(ask("Who else?", 2));
      assertThat(after.reusedTokens()).isPositive();
      assertThat(texts(after)).isEqualTo(texts(model.generate(ask("Who else?", 2))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void callsFromSeveralThreadsWaitForOneAnother(String name) {
    try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name));
        CausalLmSession session = model.openSession()) {
      List<CompletableFuture<Generation>> running = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        GenerationRequest request = ask("Question " + i, 1 + i % 2);
        running.add(CompletableFuture.supplyAsync(() -> session.generate(request)));
      }
      for (int i = 0; i < 6; i++) {
        assertThat(texts(running.get(i).join()))
            .isEqualTo(texts(model.generate(ask("Question " + i, 1 + i % 2))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-gqa"})
  void aListenerMustNotCallItsSession(String name) {
    try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name));
        CausalLmSession session = model.openSession()) {
      assertThatThrownBy(
              () ->
                  session.generate(
                      ask("Who?", 1),
                      new Cancellation(),
                      (sample, text) -> session.generate(ask("Me?", 1))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("must not call the session");
    }
  }

  private static List<String> texts(Generation generation) {
    return generation.completions().stream().map(Completion::text).toList();
  }
}
