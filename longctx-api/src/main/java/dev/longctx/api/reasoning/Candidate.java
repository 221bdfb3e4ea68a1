package dev.longctx.api.reasoning;

import dev.longctx.api.model.Completion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One sample of a policy, taken apart. Its texts are untrusted.
 *
 * @param completion what the model said, whole
 * @param reasoning what it thought, maybe empty
 * @param answer what it answered, or null where no answer could be found
 * @param votes how many candidates gave this answer, this one included; 0 without an answer
 * @param score what the selection gave it; 0 where it rates nothing
 */
public record Candidate(
    Completion completion, String reasoning, @Nullable String answer, int votes, double score) {

  /** Checks the components. */
  public Candidate {
    Objects.requireNonNull(completion, "completion");
    Objects.requireNonNull(reasoning, "reasoning");
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("score: expected a number, found NaN");
    }
  }
}
