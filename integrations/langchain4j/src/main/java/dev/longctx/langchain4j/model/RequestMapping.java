package dev.longctx.langchain4j.model;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns requests into LangChain4j's, and refuses those that would lose a setting on the way. */
record RequestMapping(
    PromptTokens tokens, OptionalInt maxTokens, @Nullable SampleParameters parameters) {

  /**
   * Refuses what chat endpoints cannot serve.
   *
   * @throws IllegalArgumentException if a setting has no counterpart there
   * @throws GenerationException if the prompt says nothing
   */
  void check(GenerationRequest request) {
    Sampling sampling = request.sampling();
    require(sampling.minP() == 0, "minP", "0", sampling.minP());
    require(
        sampling.repetitionPenalty() == 1, "repetitionPenalty", "1", sampling.repetitionPenalty());
    require(request.stopTokens().isEmpty(), "stopTokens", "none", request.stopTokens());
    require(!request.logProbs(), "logProbs", "false", request.logProbs());
    require(
        parameters != null || request.seed().isEmpty(),
        "seed",
        "none without sampleParameters",
        request.seed());
    if (saysNothing(request.prompt())) {
      throw new GenerationException(Reason.BAD_PROMPT, "prompt: expected a text, found none");
    }
  }

  private static void require(boolean holds, String name, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected %s, which is all that chat models take, found %s"
              .formatted(name, expected, found));
    }
  }

  private static boolean saysNothing(Prompt prompt) {
    return Messages.of(prompt).stream().allMatch(message -> message.content().isEmpty());
  }

  /** What one sample sends. */
  ChatRequest sample(GenerationRequest request, int outputTokens, int sample) {
    ChatRequestParameters common = common(request, outputTokens);
    SampleParameters finishing = parameters;
    OptionalLong seed =
        request.seed().isPresent()
            ? OptionalLong.of(request.seed().getAsLong() + sample)
            : OptionalLong.empty();
    return ChatRequest.builder()
        .messages(Messages.toLangChain4j(request.prompt()))
        .parameters(
            finishing == null
                ? common
                : Objects.requireNonNull(finishing.of(common, seed), "sampleParameters"))
        .build();
  }

  private static ChatRequestParameters common(GenerationRequest request, int outputTokens) {
    Sampling sampling = request.sampling();
    DefaultChatRequestParameters.Builder<?> common =
        ChatRequestParameters.builder()
            .temperature(sampling.temperature())
            .maxOutputTokens(outputTokens);
    if (sampling.topP() < 1) {
      common.topP(sampling.topP());
    }
    if (sampling.topK() > 0) {
      common.topK(sampling.topK());
    }
    if (!request.stopTexts().isEmpty()) {
      common.stopSequences(request.stopTexts());
    }
    return common.build();
  }

  /**
   * The tokens that the completion may have beside the prompt.
   *
   * @throws GenerationException if the prompt leaves no room
   */
  int outputTokens(GenerationRequest request) {
    if (maxTokens.isEmpty()) {
      return request.maxTokens();
    }
    int prompt = tokens.ofPrompt().applyAsInt(request.prompt());
    int room = maxTokens.getAsInt() - prompt;
    if (room <= 0) {
      throw new GenerationException(
          Reason.PROMPT_TOO_LONG,
          "prompt: expected fewer than %d tokens, found %d"
              .formatted(maxTokens.getAsInt(), prompt));
    }
    return Math.min(request.maxTokens(), room);
  }
}
