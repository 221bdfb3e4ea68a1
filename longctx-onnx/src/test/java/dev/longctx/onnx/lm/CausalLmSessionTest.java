package dev.longctx.onnx.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.onnx.testing.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
          .hasMessageContaining("must not use the session");
    }
  }

  /** With one row and two samples the cache must not hold what only one of them said. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void remembersOnlyThePromptOfSeveralSamples(String name) {
    CausalLmOptions narrow = CausalLmOptions.builder().maxRows(1).build();
    for (int seed = 0; seed < 20; seed++) {
      try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name), narrow);
          CausalLmSession session = model.openSession()) {
        GenerationRequest two =
            GenerationRequest.builder()
                .prompt(Prompt.text(DOCUMENT))
                .samples(2)
                .sampling(Sampling.builder().temperature(1.3).build())
                .seed(seed)
                .maxTokens(30)
                .build();
        for (Completion said : session.generate(two).completions()) {
          int[] all = model.encode(two.prompt());
          int[] onwards =
              IntStream.concat(
                      IntStream.concat(IntStream.of(all), IntStream.of(said.tokens().ids())),
                      IntStream.of(model.encode(" and more")))
                  .toArray();
          GenerationRequest next =
              GenerationRequest.builder()
                  .prompt(Prompt.tokens(onwards))
                  .maxTokens(6)
                  .logProbs(true)
                  .build();
          assertThat(texts(session.generate(next))).isEqualTo(texts(model.generate(next)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-gqa"})
  void waitingForAnotherCallEndsWithTheTimeOrTheCancellation(String name) throws Exception {
    try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name));
        CausalLmSession session = model.openSession()) {
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      CompletableFuture<Generation> holder =
          CompletableFuture.supplyAsync(
              () ->
                  session.generate(
                      ask("Who?", 1),
                      new Cancellation(),
                      (sample, text) -> {
                        writing.countDown();
                        awaitQuietly(go);
                      }));
      writing.await();
      GenerationRequest hasty =
          GenerationRequest.builder()
              .prompt(Prompt.text(DOCUMENT))
              .timeout(Duration.ofMillis(1))
              .build();
      assertThat(session.generate(hasty).completions().get(0).finish())
          .isEqualTo(FinishReason.DEADLINE);
      Cancellation cancelled = new Cancellation();
      cancelled.cancel();
      assertThatThrownBy(() -> session.generate(ask("Me?", 1), cancelled, (sample, text) -> {}))
          .isInstanceOf(CancellationException.class);
      go.countDown();
      assertThat(holder.join().completions()).hasSize(1);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-gqa"})
  void aListenerMustNotCloseWhatItReadsAlong(String name) {
    try (OnnxCausalLm model = OnnxCausalLm.load(Fixtures.model(name));
        CausalLmSession session = model.openSession()) {
      for (AutoCloseable open : List.of(session, model)) {
        assertThatThrownBy(
                () ->
                    session.generate(
                        ask("Who?", 1), new Cancellation(), (sample, text) -> close(open)))
            .isInstanceOf(IllegalStateException.class);
      }
      assertThat(session.generate(ask("Who?", 1)).completions()).hasSize(1);
    }
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(Generation generation) {
    return generation.completions().stream().map(Completion::text).toList();
  }
}
