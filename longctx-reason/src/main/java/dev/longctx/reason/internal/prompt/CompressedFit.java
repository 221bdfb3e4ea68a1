package dev.longctx.reason.internal.prompt;

import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionException;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.FailurePolicy;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.reason.internal.policy.Deadline;
import dev.longctx.reason.prompt.Overlong;
import java.util.List;

/** Makes a prompt fit by compressing the documents to the room that it has for them. */
final class CompressedFit {

  private static final int TRIES = 3;

  private final PromptFrame frame;
  private final ReadingText texts;
  private final Overlong.Compress rule;
  private final Deadline deadline;
  private final Cancellation cancellation;

  CompressedFit(
      PromptFrame frame,
      ReadingText texts,
      Overlong.Compress rule,
      Deadline deadline,
      Cancellation cancellation) {
    this.frame = frame;
    this.texts = texts;
    this.rule = rule;
    this.deadline = deadline;
    this.cancellation = cancellation;
  }

  FittedPrompt fit(FittedPrompt whole, List<Document> documents) {
    int room = frame.room("");
    int found = whole.tokens();
    for (int tries = 0; tries < TRIES && room > 0; tries++) {
      Compression kept = compress(documents, room, whole);
      FittedPrompt prompt = frame.with(texts.of(kept), PromptFit.COMPRESSED, kept);
      if (frame.excess(prompt) <= 0) {
        return prompt;
      }
      found = prompt.tokens();
      room -= frame.excess(prompt);
    }
    throw frame.tooLong("prompt with its text compressed", found, null);
  }

  private Compression compress(List<Document> documents, int room, FittedPrompt whole) {
    try {
      return rule.compressor().compress(request(documents, room), cancellation);
    } catch (CompressionException e) {
      throw frame.tooLong(
          "prompt whose text could not be compressed (%s: %s)"
              .formatted(e.reason(), e.getMessage()),
          whole.tokens(),
          e);
    }
  }

  private CompressionRequest request(List<Document> documents, int room) {
    CompressionRequest.Builder request =
        CompressionRequest.builder()
            .query(frame.question())
            .documents(documents)
            .granularity(rule.granularity())
            .budget(Budget.tokens(room))
            .tokenCounter(frame.model().tokenCounter())
            .onFailure(FailurePolicy.THROW);
    if (rule.instruction() != null) {
      request.instruction(rule.instruction());
    }
    deadline.pass(request::deadline);
    return request.build();
  }
}
