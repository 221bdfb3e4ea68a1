package dev.longctx.reason.internal.policy;

import dev.longctx.api.reasoning.Candidate;
import dev.longctx.reason.select.AnswerGroup;
import dev.longctx.reason.select.Selected;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples of one question, taken apart and counted.
 *
 * @param all one a sample, in order
 * @param groups the different answers among them, in the order in which they were first given
 */
public record Candidates(List<Candidate> all, List<AnswerGroup> groups) {

  /** Copies the components. */
  public Candidates {
    all = List.copyOf(all);
    groups = List.copyOf(groups);
  }

  /** The candidates with the scores of a selection. */
  public List<Candidate> scored(Selected selected) {
    List<Candidate> scored = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Candidate plain = all.get(i);
      scored.add(
          new Candidate(
              plain.completion(),
              plain.reasoning(),
              plain.answer(),
              plain.votes(),
              selected.scores().get(i)));
    }
    return scored;
  }
}
