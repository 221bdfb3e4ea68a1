package dev.longctx.langchain4j.model;

import static dev.longctx.langchain4j.model.OpenAiServer.delta;
import static dev.longctx.langchain4j.model.OpenAiServer.done;
import static dev.longctx.langchain4j.model.OpenAiServer.finish;
import static dev.longctx.langchain4j.model.OpenAiServer.piece;
import static dev.longctx.langchain4j.model.OpenAiServer.usage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationEvent;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.GenerationListener;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes back in pieces. */
class RemoteStreamsTest extends RemoteModelTest {

  private Generation listening(RemoteLanguageModel model) {
    return model.generate(request().build(), new Cancellation(), this::listen);
  }

  @Test
  void aListenerHearsThePiecesAndTheResultIsTheirSum() {
    server.reply(
        OpenAiServer.stream(
            piece("Par"), piece("is"), piece("."), finish("stop"), usage(), done()));
    Generation generation = listening(streaming());
    assertThat(heard).containsExactly("0:Par", "0:is", "0:.");
    assertThat(generation.text()).isEqualTo("Paris.");
    assertThat(generation.completions().get(0).finish()).isEqualTo(FinishReason.STOP);
    assertThat(generation.completionTokens()).isEqualTo(7);
    assertThat(generation.promptTokens()).isEqualTo(11);
    assertThat(server.bodies.get(0).replaceAll("\\s", "")).contains("\"stream\":true");
  }

  @Test
  void withoutAListenerOnlyTheSumCounts() {
    server.reply(OpenAiServer.stream(piece("Par"), piece("is"), finish("length"), done()));
    Completion completion = streaming().generate(request().build()).completions().get(0);
    assertThat(completion.text()).isEqualTo("Paris");
    assertThat(completion.finish()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void usesThePlainModelWhereNobodyReadsAlong() {
    RemoteLanguageModel model =
        open(settings().chatModel(server.chat().build()).streamingChatModel(server.streaming()));
    server.reply(
        OpenAiServer.answer("plain"), OpenAiServer.stream(piece("stream"), finish("stop"), done()));
    assertThat(model.generate(request().build()).text()).isEqualTo("plain");
    assertThat(listening(model).text()).isEqualTo("stream");
  }

  @Test
  void reasoningStandsBetweenTagsAsItComes() {
    server.reply(
        OpenAiServer.stream(
            delta("{\"reasoning_content\":\"A capi\"}"),
            delta("{\"reasoning_content\":\"tal.\"}"),
            piece("Paris."),
            finish("stop"),
            done()));
    Generation generation = listening(streaming());
    assertThat(heard).containsExactly("0:<think>\nA capi", "0:tal.", "0:\n</think>\n\nParis.");
    assertThat(generation.text()).isEqualTo("<think>\nA capital.\n</think>\n\nParis.");
  }

  @Test
  void aCharacterSplitBetweenTwoChunksStaysWhole() {
    byte[] event = piece("na\u00efve \uD83D\uDE80!").getBytes(UTF_8);
    for (int cut = 1; cut < event.length; cut++) {
      server.reply(
          OpenAiServer.stream(
              Arrays.copyOf(event, cut),
              Arrays.copyOfRange(event, cut, event.length),
              (finish("stop") + done()).getBytes(UTF_8)));
      assertThat(streaming().generate(request().build()).text())
          .as("cut at %d", cut)
          .isEqualTo("na\u00efve \uD83D\uDE80!");
    }
  }

  @Test
  void aCharacterSplitBetweenTwoPiecesIsHeardWhole() {
    server.reply(
        OpenAiServer.stream(
            piece("to \\ud83d"), piece("\\ude80"), piece("!"), finish("stop"), done()));
    Generation generation = listening(streaming());
    assertThat(heard).containsExactly("0:to ", "0:\uD83D\uDE80", "0:!");
    assertThat(generation.text()).isEqualTo("to \uD83D\uDE80!");
  }

  @Test
  void aStreamWithoutTextIsAnEmptyAnswer() {
    server.reply(OpenAiServer.stream(finish("stop"), usage(), done()));
    assertThat(listening(streaming()).text()).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void severalSamplesAreHeardEachInOrder() {
    for (int sample = 0; sample < 3; sample++) {
      server.reply(OpenAiServer.stream(piece("a"), piece("b"), finish("stop"), done()));
    }
    Generation generation =
        streaming().generate(request().samples(3).build(), new Cancellation(), this::listen);
    assertThat(generation.completions()).extracting(Completion::text).containsOnly("ab");
    for (int sample = 0; sample < 3; sample++) {
      String own = sample + ":";
      assertThat(heard.stream().filter(piece -> piece.startsWith(own)))
          .containsExactly(own + "a", own + "b");
    }
  }

  @Test
  void aLongStreamWaitsForASlowListener() {
    String[] pieces = IntStream.range(0, 2_000).mapToObj(i -> piece("x")).toArray(String[]::new);
    server.reply(OpenAiServer.stream(String.join("", pieces) + finish("stop") + done()));
    GenerationListener slow =
        (sample, text) -> {
          Thread.onSpinWait();
          listen(sample, text);
        };
    Generation generation = streaming().generate(request().build(), new Cancellation(), slow);
    assertThat(heard).hasSize(2_000);
    assertThat(generation.text()).hasSize(2_000);
  }

  @Test
  void aConnectionThatBreaksBeforeTheFirstPieceIsTriedAgain() {
    server.reply(
        OpenAiServer.brokenStream(": nothing yet\n\n"),
        OpenAiServer.stream(piece("ok"), finish("stop"), done()));
    assertThat(listening(streaming()).text()).isEqualTo("ok");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void aConnectionThatBreaksAfterAPieceWasHeardIsAFailure() {
    server.reply(OpenAiServer.brokenStream(piece("Par")));
    RemoteLanguageModel model = streaming();
    assertThatThrownBy(() -> listening(model))
        .isInstanceOfSatisfying(
            GenerationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    assertThat(heard).containsExactly("0:Par");
    assertThat(server.bodies).hasSize(1);
  }

  @Test
  void aConnectionThatBreaksWhereNobodyReadsIsTriedAgainFromTheBeginning() {
    server.reply(
        OpenAiServer.brokenStream(piece("Par")),
        OpenAiServer.stream(piece("Lon"), piece("don"), finish("stop"), done()));
    assertThat(streaming().generate(request().build()).text()).isEqualTo("London");
  }

  @Test
  void aStreamThatEndsWithoutAnEndIsNoAnswer() {
    server.reply(OpenAiServer.stream(piece("Par")), OpenAiServer.stream(piece("Par")));
    RemoteLanguageModel model =
        open(
            settings()
                .streamingChatModel(server.streaming())
                .retries(new Retries(2, ofMillis(1), ofMillis(1), 0)));
    assertThatThrownBy(() -> model.generate(request().build()))
        .isInstanceOf(GenerationException.class)
        .hasMessage("remote model: expected an answer, found a stream that broke off (attempt 2)");
  }

  private static java.time.Duration ofMillis(int millis) {
    return java.time.Duration.ofMillis(millis);
  }

  @Test
  void whatAListenerThrowsEndsTheCall() {
    server.reply(OpenAiServer.stream(piece("a"), piece("b"), finish("stop"), done()));
    RemoteLanguageModel model = streaming();
    GenerationListener broken =
        (sample, text) -> {
          throw new IllegalStateException("broken listener");
        };
    assertThatThrownBy(() -> model.generate(request().build(), new Cancellation(), broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken listener");
  }

  @Test
  void aPublisherGivesPiecesAndTheResult() {
    server.reply(OpenAiServer.stream(piece("Par"), piece("is"), finish("stop"), done()));
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (SubmissionPublisher<GenerationEvent> relay = new SubmissionPublisher<>()) {
      var all = relay.consume(event -> heard.add(event.getClass().getSimpleName()));
      streaming().stream(request().build(), executor).subscribe(relaying(relay));
      all.join();
      assertThat(heard).containsExactly("Text", "Text", "Finished");
    } finally {
      executor.shutdownNow();
    }
  }

  private static Flow.Subscriber<GenerationEvent> relaying(
      SubmissionPublisher<GenerationEvent> relay) {
    return new Flow.Subscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(GenerationEvent event) {
        int unused = relay.submit(event);
      }

      @Override
      public void onError(Throwable failure) {
        relay.closeExceptionally(failure);
      }

      @Override
      public void onComplete() {
        relay.close();
      }
    };
  }
}
