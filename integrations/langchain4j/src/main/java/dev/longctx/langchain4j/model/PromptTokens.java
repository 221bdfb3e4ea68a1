package dev.longctx.langchain4j.model;

import dev.langchain4j.model.TokenCountEstimator;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import java.util.List;
import java.util.function.ToIntFunction;

/** Counts the tokens of texts and of whole prompts. */
record PromptTokens(TokenCounter counter, ToIntFunction<Prompt> ofPrompt) {

  private static final int TOKENS_A_MESSAGE = 4;
  private static final int TOKENS_BEFORE_THE_ANSWER = 3;

  /** Each message costs a few tokens more than its text: role, begin and end. */
  static PromptTokens of(TokenCounter counter) {
    return new PromptTokens(counter, prompt -> count(counter, Messages.of(prompt)));
  }

  private static int count(TokenCounter counter, List<ChatMessage> messages) {
    return TOKENS_BEFORE_THE_ANSWER
        + messages.stream()
            .mapToInt(message -> TOKENS_A_MESSAGE + counter.count(message.content()))
            .sum();
  }

  static PromptTokens of(TokenCountEstimator estimator) {
    return new PromptTokens(
        text -> text.isEmpty() ? 0 : estimator.estimateTokenCountInText(text),
        prompt -> estimator.estimateTokenCountInMessages(Messages.toLangChain4j(prompt)));
  }
}
