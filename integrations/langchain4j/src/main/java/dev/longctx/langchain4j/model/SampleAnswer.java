package dev.longctx.langchain4j.model;

import dev.longctx.api.model.FinishReason;
import java.util.OptionalInt;

/** A whole sample; token counts as the endpoint told them. */
record SampleAnswer(
    String text, FinishReason finish, OptionalInt promptTokens, OptionalInt completionTokens) {}
