package dev.longctx.reason.internal.prompt;

import dev.longctx.api.compression.Compression;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.reasoning.PromptFit;
import org.jspecify.annotations.Nullable;

/**
 * A prompt within its bound.
 *
 * @param prompt the prompt
 * @param tokens its tokens
 * @param text the text in it
 * @param fit how the text came to fit
 * @param compression what was kept of the documents, or null where they are read whole
 */
public record FittedPrompt(
    Prompt prompt, int tokens, String text, PromptFit fit, @Nullable Compression compression) {}
