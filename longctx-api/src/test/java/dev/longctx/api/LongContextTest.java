package dev.longctx.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.FailurePolicy;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Instruction;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.Reason;
import dev.longctx.api.compression.Unchanged;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.api.reasoning.Aligner;
import dev.longctx.api.reasoning.Alignment;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Candidate;
import dev.longctx.api.reasoning.Policy;
import dev.longctx.api.reasoning.PolicyListener;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.api.reasoning.Reading;
import dev.longctx.api.reasoning.RewardPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class LongContextTest {

  private static final List<Document> DOCUMENTS = List.of(Document.of("a", "Some text."));
  private static final TokenCounter COUNTER = String::length;

  private final List<String> events = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final List<CompressionRequest> requests = new ArrayList<>();

  /** Reads, says one piece of text and repeats the question. */
  private final Policy echo =
      new ScriptedPolicy() {
        @Override
        public Answer answer(
            String question, Reading reading, Cancellation cancellation, PolicyListener listener) {
          cancellation.throwIfCancelled();
          readings.add(reading);
          listener.prompted(PromptFit.WHOLE, 7);
          listener.text(0, question);
          return echoed(question, reading);
        }
      };

  private final Compressor compressor =
      new ScriptedCompressor() {
        @Override
        public Compression compress(CompressionRequest request, Cancellation cancellation) {
          requests.add(request);
          return new Unchanged(
              request.documents(),
              Reason.FITS_BUDGET,
              "fits",
              request.joiner(),
              new CompressionStats(1, 0, 0, 0, 0, CompressionStats.Timings.NONE));
        }
      };

  /** Keeps nothing of the documents. */
  private final Compressor emptying =
      new ScriptedCompressor() {
        @Override
        public Compression compress(CompressionRequest request, Cancellation cancellation) {
          return new Compressed(
              request.documents(),
              List.of(),
              List.of(),
              List.of(DocumentStatus.SCORED),
              request.joiner(),
              new CompressionStats(1, 0, 0, 0, 0, CompressionStats.Timings.NONE));
        }
      };

  private final LongContextListener listener =
      new LongContextListener() {
        @Override
        public void started(String question, List<Document> documents) {
          events.add("started " + question + " " + documents.size());
        }

        @Override
        public void compressed(Compression compression) {
          events.add("compressed");
        }

        @Override
        public void prompted(PromptFit fit, int promptTokens) {
          events.add("prompted " + fit + " " + promptTokens);
        }

        @Override
        public void text(int sample, String text) {
          events.add("text " + text);
        }

        @Override
        public void finished(Answer answer) {
          events.add("finished " + answer.text());
        }

        @Override
        public void failed(Throwable failure) {
          events.add("failed " + failure.getMessage());
        }
      };

  private abstract static class ScriptedPolicy implements Policy {
    @Override
    public Prompt prompt(String question, Reading reading) {
      return Prompt.text(question + reading.text());
    }

    @Override
    public TokenCounter tokenCounter() {
      return COUNTER;
    }

    @Override
    public void close() {
      throw new AssertionError("closed by the pipeline");
    }
  }

  private abstract static class ScriptedCompressor implements Compressor {
    @Override
    public void close() {
      throw new AssertionError("closed by the pipeline");
    }
  }

  private static Answer echoed(String question, Reading reading) {
    Completion completion =
        new Completion(question, FinishReason.STOP, TokenTrace.counted(question.length()));
    return new Answer(
        List.of(new Candidate(completion, "", question, 1, 0)),
        0,
        reading,
        reading.compression(),
        Prompt.text(question + reading.text()),
        PromptFit.WHOLE,
        new Answer.Usage(7, 0, 1),
        new Answer.Timings(
            Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(4)),
        null);
  }

  private static Policy failing(RuntimeException failure) {
    return new ScriptedPolicy() {
      @Override
      public Answer answer(
          String question, Reading reading, Cancellation cancellation, PolicyListener listener) {
        throw failure;
      }
    };
  }

  @Test
  void tellsEveryStageInOrder() {
    LongContext longctx =
        LongContext.builder().compressor(compressor).policy(echo).listener(listener).build();
    Answer answer = longctx.ask("Why?", DOCUMENTS);
    assertThat(answer.text()).isEqualTo("Why?");
    assertThat(events)
        .containsExactly(
            "started Why? 1", "compressed", "prompted WHOLE 7", "text Why?", "finished Why?");
  }

  @Test
  void theCompressionIsInTheAnswerWithItsTime() {
    Answer answer =
        LongContext.builder().compressor(compressor).policy(echo).build().ask("Why?", DOCUMENTS);
    assertThat(answer.compression()).isInstanceOf(Unchanged.class);
    assertThat(answer.evidence()).hasSize(1);
    assertThat(answer.timings().compress()).isPositive();
    assertThat(answer.timings().total())
        .isEqualTo(answer.timings().compress().plus(Duration.ofMillis(4)));
    assertThat(answer.timings().prefill()).isEqualTo(Duration.ofMillis(1));
    assertThat(answer.timings().decode()).isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void withoutACompressorThePolicyReadsTheDocumentsWhole() {
    Answer answer =
        LongContext.builder().policy(echo).listener(listener).build().ask("Why?", DOCUMENTS);
    assertThat(readings).containsExactly(Reading.of(DOCUMENTS));
    assertThat(answer.compression()).isNull();
    assertThat(answer.timings().compress()).isZero();
    assertThat(events).doesNotContain("compressed");
  }

  @Test
  void theCompressorIsAskedInThePolicysTokens() {
    LongContext.builder()
        .compressor(compressor)
        .policy(echo)
        .budget(Budget.tokens(9))
        .granularity(Granularity.PARAGRAPH)
        .instruction(Instruction.ANSWER_PHRASES)
        .build()
        .ask("Why?", DOCUMENTS);
    CompressionRequest request = requests.get(0);
    assertThat(request.query()).isEqualTo("Why?");
    assertThat(request.documents()).isEqualTo(DOCUMENTS);
    assertThat(request.budget()).isEqualTo(Budget.tokens(9));
    assertThat(request.granularity()).isEqualTo(Granularity.PARAGRAPH);
    assertThat(request.instruction()).isEqualTo(Instruction.ANSWER_PHRASES);
    assertThat(request.tokenCounter()).contains(COUNTER);
  }

  @Test
  void asksSeveralQuestionsOfTheSameDocumentsInOrder() {
    LongContext longctx =
        LongContext.builder().compressor(compressor).policy(echo).listener(listener).build();
    List<Answer> answers = longctx.askAll(List.of("Why?", "Who?"), DOCUMENTS, new Cancellation());
    assertThat(answers).extracting(Answer::text).containsExactly("Why?", "Who?");
    assertThat(requests).extracting(CompressionRequest::query).containsExactly("Why?", "Who?");
    assertThat(events).filteredOn(event -> event.startsWith("finished")).hasSize(2);
  }

  @Test
  void aFailureIsToldAndThrownAsItIs() {
    GenerationException failure =
        new GenerationException(GenerationException.Reason.FAILED, "broken");
    LongContext longctx = LongContext.builder().policy(failing(failure)).listener(listener).build();
    assertThatThrownBy(() -> longctx.ask("Why?", DOCUMENTS)).isSameAs(failure);
    assertThat(events).containsExactly("started Why? 1", "failed broken");
  }

  @Test
  void documentsThatNoCompressorTakesAreAFailureToo() {
    LongContext longctx =
        LongContext.builder().compressor(compressor).policy(echo).listener(listener).build();
    List<Document> twins = List.of(Document.of("a", "x"), Document.of("a", "y"));
    assertThatThrownBy(() -> longctx.ask("Why?", twins))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(events).hasSize(2).last().asString().startsWith("failed document ids");
  }

  @Test
  void aBlankQuestionIsRefusedBeforeAnyStage() {
    LongContext longctx = LongContext.builder().policy(echo).listener(listener).build();
    assertThatThrownBy(() -> longctx.ask(" ", DOCUMENTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("question: expected a text, found a blank one");
    assertThat(events).isEmpty();
  }

  @Test
  void noDocumentIsNoFailure() {
    LongContext longctx = LongContext.builder().compressor(compressor).policy(echo).build();
    assertThat(longctx.ask("Why?", List.of()).text()).isEqualTo("Why?");
  }

  @Test
  void cancellingTheFutureReachesThePolicy() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    Policy waiting =
        new ScriptedPolicy() {
          @Override
          public Answer answer(
              String question, Reading reading, Cancellation cancellation, PolicyListener watch) {
            cancellation.onCancel(reached::countDown);
            running.countDown();
            try {
              reached.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            cancellation.throwIfCancelled();
            return echoed(question, reading);
          }
        };
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<Answer> future =
          LongContext.builder().policy(waiting).build().askAsync("Why?", DOCUMENTS, executor);
      running.await();
      future.cancel(true);
      assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(future).isCancelled();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void asyncAnswersAndFailuresReachTheFuture() {
    assertThat(
            LongContext.builder()
                .policy(echo)
                .build()
                .askAsync("Why?", DOCUMENTS, Runnable::run)
                .join()
                .text())
        .isEqualTo("Why?");
    assertThatThrownBy(
            () ->
                LongContext.builder()
                    .policy(failing(new IllegalStateException("policy is closed")))
                    .build()
                    .askAsync("Why?", DOCUMENTS, Runnable::run)
                    .join())
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCancelledCallIsAFailureOfThePipeline() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    LongContext longctx = LongContext.builder().policy(echo).listener(listener).build();
    assertThatThrownBy(() -> longctx.ask("Why?", DOCUMENTS, cancellation))
        .isInstanceOf(CancellationException.class);
    assertThat(events).containsExactly("started Why? 1", "failed the call was cancelled");
  }

  static Stream<UnaryOperator<LongContext.Builder>> settings() {
    Policy policy = failing(new IllegalStateException());
    return Stream.of(
        builder -> builder.policy(policy),
        builder -> builder.budget(Budget.criticDecides()),
        builder -> builder.granularity(Granularity.WORD),
        builder -> builder.instruction(Instruction.ANSWER_PHRASES),
        builder -> builder.aligner((answer, full, cancellation) -> answer),
        builder -> builder.listener(LongContextListener.NONE));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everyPartIsGivenOnce(UnaryOperator<LongContext.Builder> setting) {
    LongContext.Builder builder = setting.apply(LongContext.builder());
    assertThatThrownBy(() -> setting.apply(builder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is set already");
  }

  @Test
  void partsThatAreMissingAreNamed() {
    assertThatThrownBy(() -> LongContext.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("policy: expected one, found none");
    assertThatThrownBy(() -> LongContext.builder().policy(echo).budget(Budget.tokens(9)).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("compressor: expected one");
    assertThatThrownBy(() -> LongContext.builder().policy(echo).aligner(failingAligner()).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("compressor: expected one for aligner");
  }

  @Test
  void aListenerThatFailsAtTheEndDoesNotHearOfAFailure() {
    List<String> heard = new ArrayList<>();
    LongContextListener failing =
        new LongContextListener() {
          @Override
          public void finished(Answer answer) {
            heard.add("finished");
            throw new IllegalStateException("listener");
          }

          @Override
          public void failed(Throwable failure) {
            heard.add("failed");
          }
        };
    LongContext longctx = LongContext.builder().policy(echo).listener(failing).build();
    assertThatThrownBy(() -> longctx.ask("Why?", DOCUMENTS)).hasMessage("listener");
    assertThat(heard).containsExactly("finished");
  }

  @Test
  void allQuestionsAreCheckedBeforeTheFirstIsAsked() {
    LongContext longctx = LongContext.builder().policy(echo).build();
    assertThatThrownBy(() -> longctx.askAll(List.of("Why?", " "), DOCUMENTS))
        .hasMessage("question: expected a text, found a blank one");
    assertThat(readings).isEmpty();
    assertThat(longctx.askAll(List.of("Why?", "How?"), DOCUMENTS))
        .extracting(Answer::text)
        .containsExactly("Why?", "How?");
  }

  @Test
  void joinerFailurePolicyAndTimeReachTheCompressor() {
    LongContext.builder()
        .compressor(compressor)
        .policy(echo)
        .joiner(Joiner.BLANK_LINE)
        .onFailure(FailurePolicy.THROW)
        .compressionTimeout(Duration.ofSeconds(5))
        .build()
        .ask("Why?", DOCUMENTS);
    CompressionRequest request = requests.get(0);
    assertThat(request.joiner()).isEqualTo(Joiner.BLANK_LINE);
    assertThat(request.failurePolicy()).isEqualTo(FailurePolicy.THROW);
    assertThat(request.deadline()).contains(Duration.ofSeconds(5));
  }

  @Test
  void anAnswerSaysWhetherThereWasTextToAnswerFrom() {
    LongContext longctx = LongContext.builder().policy(echo).build();
    assertThat(longctx.ask("Why?", DOCUMENTS).isFromText()).isTrue();
    assertThat(longctx.ask("Why?", List.of()).isFromText()).isFalse();
    Compression nothing =
        new Compressed(
            DOCUMENTS,
            List.of(),
            List.of(),
            List.of(DocumentStatus.SCORED),
            Joiner.NEWLINE,
            new CompressionStats(1, 0, 0, 0, 0, CompressionStats.Timings.NONE));
    assertThat(echoed("Why?", Reading.of(nothing)).isFromText()).isFalse();
  }

  private static Aligner failingAligner() {
    return (answer, full, cancellation) -> {
      throw new IllegalStateException("aligner");
    };
  }

  private LongContext aligned(Aligner aligner) {
    return LongContext.builder()
        .compressor(emptying)
        .policy(echo)
        .aligner(aligner)
        .listener(listener)
        .build();
  }

  @Test
  void theAlignerComparesWithThePromptOfTheWholeDocuments() {
    List<Prompt> prompts = new ArrayList<>();
    Alignment found = new Alignment.Measured(List.of(new RewardPair(-1, -2)));
    Answer answer =
        aligned(
                (read, full, cancellation) -> {
                  assertThat(read.timings().compress()).isPositive();
                  prompts.add(read.prompt());
                  prompts.add(full);
                  return read.plusAlignment(found, 0);
                })
            .ask("Why?", DOCUMENTS);
    assertThat(prompts).containsExactly(Prompt.text("Why?"), Prompt.text("Why?Some text."));
    assertThat(answer.alignment()).isSameAs(found);
    assertThat(answer.compression()).isInstanceOf(Compressed.class);
    assertThat(events).last().isEqualTo("finished Why?");
  }

  @Test
  void withoutAnAlignerThereIsNoAlignment() {
    LongContext longctx = LongContext.builder().compressor(compressor).policy(echo).build();
    assertThat(longctx.ask("Why?", DOCUMENTS).alignment()).isNull();
  }

  @Test
  void theAlignerIsCancelledWithTheQuestion() {
    Cancellation cancellation = new Cancellation();
    LongContext longctx =
        aligned(
            (answer, full, watched) -> {
              cancellation.cancel();
              watched.throwIfCancelled();
              return answer;
            });
    assertThatThrownBy(() -> longctx.ask("Why?", DOCUMENTS, cancellation))
        .isInstanceOf(CancellationException.class);
    assertThat(events).last().isEqualTo("failed the call was cancelled");
  }

  @Test
  void anAlignerThatThrowsFailsTheQuestion() {
    LongContext longctx = aligned(failingAligner());
    assertThatThrownBy(() -> longctx.ask("Why?", DOCUMENTS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("aligner");
    assertThat(events).last().isEqualTo("failed aligner");
  }
}
