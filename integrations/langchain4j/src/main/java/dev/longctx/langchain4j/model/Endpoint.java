package dev.longctx.langchain4j.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How samples are asked for: by which chat model, how often, how long, and how many may fail. */
record Endpoint(
    @Nullable ChatModel chat,
    @Nullable StreamingChatModel streaming,
    Retries retries,
    Pauses pauses,
    Timers timers,
    Duration attemptTimeout,
    int toleratedFailures) {

  /** A sample; streamed where only that can be done, or where text is of use before the end. */
  SampleTask task(
      int sample, ChatRequest request, PieceSink sink, boolean hasDeadline, EventQueue events) {
    ChatModel plain = chat;
    StreamingChatModel pieces = streaming;
    if (pieces != null && (plain == null || sink.listens() || hasDeadline)) {
      return new SampleTask(sample, () -> new StreamedAttempt(pieces, request, sink), this, events);
    }
    ChatModel whole = Objects.requireNonNull(plain, "chatModel");
    return new SampleTask(sample, () -> new PlainAttempt(whole, request, sink), this, events);
  }
}
