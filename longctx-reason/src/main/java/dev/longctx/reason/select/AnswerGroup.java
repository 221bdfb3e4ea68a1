package dev.longctx.reason.select;

import java.util.List;
import java.util.Objects;

/**
 * Candidates that gave the same answer.
 *
 * @param answer the answer as the first of them worded it
 * @param members indices of the candidates, ascending, at least one
 */
public record AnswerGroup(String answer, List<Integer> members) {

  /** Checks and copies the components. */
  public AnswerGroup {
    Objects.requireNonNull(answer, "answer");
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("members: expected at least one, found none");
    }
  }

  /**
   * How many candidates gave the answer.
   *
   * @return their number
   */
  public int votes() {
    return members.size();
  }

  /**
   * The candidate that gave the answer first, which stands for all of them.
   *
   * @return its index
   */
  public int first() {
    return members.get(0);
  }
}
