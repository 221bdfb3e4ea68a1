package dev.longctx.reason.internal.prompt;

import dev.longctx.api.compression.Compression;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.reason.prompt.PromptTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A prompt without its text.
 *
 * @param model whose tokens count
 * @param template puts text and question together
 * @param question the question
 * @param limit the most tokens
 */
record PromptFrame(
    LanguageModel model, PromptTemplate template, String question, PromptLimit limit) {

  FittedPrompt with(String text, PromptFit fit, @Nullable Compression compression) {
    Prompt prompt = template.render(text, question);
    return new FittedPrompt(prompt, model.countTokens(prompt), text, fit, compression);
  }

  /** The tokens beyond the bound, 0 or less where it fits. */
  int excess(FittedPrompt prompt) {
    return prompt.tokens() - limit.tokens();
  }

  /** The tokens that a text may have beside all else, at least one. */
  int room(String mark) {
    int frame = model.countTokens(template.render(mark, question));
    if (frame >= limit.tokens()) {
      throw tooLong("prompt without its text", frame, null);
    }
    return limit.tokens() - frame;
  }

  GenerationException tooLong(String what, int found, @Nullable Throwable cause) {
    return new GenerationException(
        GenerationException.Reason.PROMPT_TOO_LONG,
        "%s: expected at most %,d tokens (%s), found %,d"
            .formatted(what, limit.tokens(), limit.origin(), found),
        cause);
  }
}
