package dev.longctx.reason.select;

import dev.longctx.api.Cancellation;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.reasoning.Candidate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a selection chooses from. Texts are untrusted.
 *
 * @param question the question
 * @param candidates all samples, in order, those without an answer included
 * @param groups the different answers, in the order in which they were first given; at least one
 * @param text what the policy read
 * @param compression the compression that made this text, or null where it was made in another way
 * @param cancellation ends the call early
 * @param timeout the time that is left, or null where there is no bound
 */
public record SelectionContext(
    String question,
    List<Candidate> candidates,
    List<AnswerGroup> groups,
    String text,
    @Nullable Compression compression,
    Cancellation cancellation,
    @Nullable Duration timeout) {

  /** Checks and copies the components. */
  public SelectionContext {
    Objects.requireNonNull(question, "question");
    candidates = List.copyOf(candidates);
    groups = List.copyOf(groups);
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(cancellation, "cancellation");
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("groups: expected at least one, found none");
    }
  }
}
