package dev.longctx.reason.internal.policy;

import dev.longctx.api.model.LanguageModel;
import dev.longctx.reason.internal.prompt.PromptLimit;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a model's positions are shared between prompt and completions.
 *
 * @param completion the most tokens of one completion
 * @param prompt the most tokens of the prompt
 */
public record Limits(int completion, PromptLimit prompt) {

  private static final int DEFAULT_COMPLETION = 10_000;

  /**
   * The limits for a model.
   *
   * @param model the model
   * @param maxTokens the most tokens of one completion, or null for the default
   * @param maxPromptTokens the most tokens of the prompt, or null for as many as there are left
   * @throws IllegalStateException if the model has not so many positions
   */
  public static Limits of(
      LanguageModel model, @Nullable Integer maxTokens, @Nullable Integer maxPromptTokens) {
    OptionalInt positions = model.maxTokens();
    if (positions.isEmpty()) {
      PromptLimit limit =
          maxPromptTokens == null
              ? PromptLimit.NONE
              : new PromptLimit(maxPromptTokens, "maxPromptTokens");
      return new Limits(Once.or(maxTokens, DEFAULT_COMPLETION), limit);
    }
    int all = positions.getAsInt();
    int completion = maxTokens != null ? maxTokens : usualCompletion(all, maxPromptTokens);
    return new Limits(completion, promptLimit(all, completion, maxPromptTokens));
  }

  private static int usualCompletion(int all, @Nullable Integer maxPromptTokens) {
    int left = maxPromptTokens == null ? all / 2 : all - maxPromptTokens;
    return Math.max(1, Math.min(DEFAULT_COMPLETION, left));
  }

  private static PromptLimit promptLimit(
      int all, int completion, @Nullable Integer maxPromptTokens) {
    int left = all - completion;
    if (left < 1) {
      throw new IllegalStateException(
          "maxTokens: expected fewer than the model's %,d tokens, found %,d"
              .formatted(all, completion));
    }
    if (maxPromptTokens == null) {
      return new PromptLimit(
          left, "the model's %,d less %,d for the completion".formatted(all, completion));
    }
    if (maxPromptTokens > left) {
      throw new IllegalStateException(
          "maxPromptTokens: expected at most %,d, the model's %,d less %,d for the completion, found %,d"
              .formatted(left, all, completion, maxPromptTokens));
    }
    return new PromptLimit(maxPromptTokens, "maxPromptTokens");
  }
}
