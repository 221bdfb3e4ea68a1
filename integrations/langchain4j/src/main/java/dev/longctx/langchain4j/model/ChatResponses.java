package dev.longctx.langchain4j.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.longctx.api.model.FinishReason;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads what a chat model returned. */
final class ChatResponses {

  private ChatResponses() {}

  /** Appends reasoning and answer of a whole response. */
  static void read(ChatResponse response, SampleText text) {
    AiMessage message = response.aiMessage();
    String thinking = message.thinking();
    if (thinking != null && !thinking.isEmpty()) {
      String unused = text.think(thinking);
    }
    String said = message.text();
    if (said != null && !said.isEmpty()) {
      String unused = text.say(said);
    }
    String unused = text.end();
  }

  static SampleAnswer answer(ChatResponse response, SampleText text) {
    if (response.aiMessage().hasToolExecutionRequests()) {
      throw new UnusableResponse("a request to run tools, which were not offered", false);
    }
    TokenUsage usage = response.tokenUsage();
    return new SampleAnswer(
        text.whole(),
        finish(response.finishReason()),
        optional(usage == null ? null : usage.inputTokenCount()),
        optional(usage == null ? null : usage.outputTokenCount()));
  }

  /** Providers say why they ended, or what it cost, at the very end of a stream. */
  static void requireEnd(ChatResponse response) {
    if (response.finishReason() == null && response.tokenUsage() == null) {
      throw new UnusableResponse("a stream that broke off", true);
    }
  }

  private static FinishReason finish(dev.langchain4j.model.output.@Nullable FinishReason reason) {
    if (reason == dev.langchain4j.model.output.FinishReason.LENGTH) {
      return FinishReason.LENGTH;
    }
    return reason == dev.langchain4j.model.output.FinishReason.CONTENT_FILTER
        ? FinishReason.FILTERED
        : FinishReason.STOP;
  }

  private static OptionalInt optional(@Nullable Integer count) {
    return count == null || count < 0 ? OptionalInt.empty() : OptionalInt.of(count);
  }
}
