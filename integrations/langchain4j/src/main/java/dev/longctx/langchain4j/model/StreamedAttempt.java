package dev.longctx.langchain4j.model;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A call whose text comes in pieces, on the provider's threads. The first end counts: providers
 * report a broken stream as failed and then as complete.
 */
final class StreamedAttempt implements Attempt, StreamingChatResponseHandler {

  private final StreamingChatModel model;
  private final ChatRequest request;
  private final PieceSink sink;
  private final SampleText text = new SampleText();
  private boolean over;
  private boolean heard;
  private @Nullable StreamingHandle handle;
  private @Nullable ChatResponse response;
  private @Nullable Throwable failure;

  StreamedAttempt(StreamingChatModel model, ChatRequest request, PieceSink sink) {
    this.model = model;
    this.request = request;
    this.sink = sink;
  }

  @Override
  public SampleAnswer run() throws InterruptedException, ExecutionException {
    model.chat(request, this);
    ChatResponse whole = await();
    ChatResponses.requireEnd(whole);
    sink.show(finishText(whole));
    return ChatResponses.answer(whole, text);
  }

  private synchronized ChatResponse await() throws InterruptedException, ExecutionException {
    while (!over) {
      wait();
    }
    ChatResponse whole = response;
    if (whole == null) {
      throw new ExecutionException(failure);
    }
    return whole;
  }

  /** Some providers stream nothing and give the whole text at the end. */
  private synchronized String finishText(ChatResponse whole) {
    if (text.isEmpty()) {
      ChatResponses.read(whole, text);
      return text.whole();
    }
    return text.end();
  }

  @Override
  public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
    take(piece.text(), false, context.streamingHandle());
  }

  @Override
  public void onPartialResponse(String piece) {
    take(piece, false, null);
  }

  @Override
  public void onPartialThinking(PartialThinking piece, PartialThinkingContext context) {
    take(piece.text(), true, context.streamingHandle());
  }

  @Override
  public void onPartialThinking(PartialThinking piece) {
    take(piece.text(), true, null);
  }

  private void take(String piece, boolean thinking, @Nullable StreamingHandle given) {
    String shown = append(piece, thinking, given);
    if (shown == null) {
      cancel(given);
      return;
    }
    try {
      sink.show(shown);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(null, e);
    }
  }

  /** What may be shown, or null where nobody waits for it any more. */
  private synchronized @Nullable String append(
      String piece, boolean thinking, @Nullable StreamingHandle given) {
    if (over) {
      return null;
    }
    if (given != null) {
      handle = given;
    }
    if (piece.isEmpty()) {
      return "";
    }
    String shown = thinking ? text.think(piece) : text.say(piece);
    heard |= sink.listens() && !shown.isEmpty();
    return shown;
  }

  @Override
  public void onCompleteResponse(ChatResponse whole) {
    end(whole, null);
  }

  @Override
  public void onError(Throwable error) {
    end(null, error);
  }

  private synchronized void end(@Nullable ChatResponse whole, @Nullable Throwable error) {
    if (!over) {
      over = true;
      response = whole;
      failure = error;
      notifyAll();
    }
  }

  @Override
  public void abandon() {
    StreamingHandle given;
    synchronized (this) {
      end(null, new InterruptedException("abandoned"));
      given = handle;
    }
    cancel(given);
  }

  private static void cancel(@Nullable StreamingHandle given) {
    try {
      if (given != null && !given.isCancelled()) {
        given.cancel();
      }
    } catch (RuntimeException e) {
      // Not all providers can, and nobody reads the rest anyway.
    }
  }

  @Override
  public synchronized boolean heard() {
    return heard;
  }

  @Override
  public synchronized String partial() {
    return text.whole();
  }
}
