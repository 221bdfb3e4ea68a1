package dev.longctx.reason.select;

import dev.longctx.api.reasoning.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a selection chose.
 *
 * @param chosen index of the candidate
 * @param scores one a candidate, in order
 * @param usage tokens that choosing took
 */
public record Selected(int chosen, List<Double> scores, Answer.Usage usage) {

  /** No token. */
  static final Answer.Usage NO_TOKENS = new Answer.Usage(0, 0, 0);

  /** Checks and copies the components. */
  public Selected {
    scores = List.copyOf(scores);
    Objects.checkIndex(chosen, scores.size());
    Objects.requireNonNull(usage, "usage");
  }

  /**
   * The best of the answers. Where several are, the one with most votes, and of these the one that
   * was given first.
   *
   * @param context what was chosen from
   * @param groupScores one for each of its groups, in order
   * @return the first candidate that gave it; candidates without an answer score 0
   */
  public static Selected best(SelectionContext context, List<Double> groupScores) {
    List<AnswerGroup> groups = context.groups();
    if (groupScores.size() != groups.size()) {
      throw new IllegalArgumentException(
          "groupScores: expected %d, found %d".formatted(groups.size(), groupScores.size()));
    }
    int best = 0;
    for (int i = 1; i < groups.size(); i++) {
      int byScore = Double.compare(groupScores.get(i), groupScores.get(best));
      if (byScore > 0 || (byScore == 0 && groups.get(i).votes() > groups.get(best).votes())) {
        best = i;
      }
    }
    return new Selected(groups.get(best).first(), perCandidate(context, groupScores), NO_TOKENS);
  }

  private static List<Double> perCandidate(SelectionContext context, List<Double> groupScores) {
    List<Double> scores = new ArrayList<>(Collections.nCopies(context.candidates().size(), 0.0));
    for (int i = 0; i < groupScores.size(); i++) {
      for (int member : context.groups().get(i).members()) {
        scores.set(member, groupScores.get(i));
      }
    }
    return scores;
  }

  /** The same choice with the tokens that it took. */
  Selected withUsage(Answer.Usage tokens) {
    return new Selected(chosen, scores, tokens);
  }
}
