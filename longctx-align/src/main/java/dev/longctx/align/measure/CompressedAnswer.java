package dev.longctx.align.measure;

import dev.longctx.api.compression.Compression;
import java.util.Objects;

/**
 * A question, what a compressor kept of its documents, and an answer.
 *
 * @param id names it in results
 * @param question the question
 * @param compression what was kept, and of which documents
 * @param answer the answer in the form in which the model gives it
 */
public record CompressedAnswer(String id, String question, Compression compression, String answer) {

  /** Checks the components. */
  public CompressedAnswer {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(compression, "compression");
    Objects.requireNonNull(answer, "answer");
  }
}
