package dev.longctx.reason.curriculum;

import dev.longctx.reason.internal.curriculum.WeightedSelection;
import java.util.List;
import java.util.Objects;

/**
 * Which problems of earlier phases a phase takes back (difficulty-aware retrospective sampling,
 * QwenLong-L1, section 2.2).
 *
 * <p>A problem's difficulty is 1 over the mean reward of a group of samples (equation 10). The
 * paper describes a draw with the difficulty as weight, and its experiments (section 3.2) kept
 * those without any right sample.
 *
 * @param selection by a threshold or by a draw
 * @param threshold the highest mean reward that is kept, 0 to 1; 0 where it is a draw
 * @param count how many are drawn, at least 1; 0 where it is a threshold
 * @param scoredBy whose samples tell how hard a problem is
 * @param samples how many samples of each problem are scored, at least 1
 */
public record Retrospective(
    Selection selection, double threshold, int count, Scorer scoredBy, int samples) {

  private static final int PAPER_SAMPLES = 8;

  /** How problems are chosen by their difficulty. */
  public enum Selection {
    /** All whose mean reward is at most the threshold. */
    THRESHOLD,
    /** A draw without replacement in which harder ones are likelier. */
    WEIGHTED
  }

  /** Whose samples tell how hard a problem is. */
  public enum Scorer {
    /** The policy before its first step. */
    BASE,
    /** The policy as the phase before left it. */
    PREVIOUS_PHASE
  }

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Retrospective {
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(scoredBy, "scoredBy");
    require(samples >= 1, "samples", "at least 1", samples);
    if (selection == Selection.THRESHOLD) {
      require(threshold >= 0 && threshold <= 1, "threshold", "0 to 1", threshold);
      require(count == 0, "count", "0 beside a threshold", count);
    } else {
      require(threshold == 0, "threshold", "0 beside a draw", threshold);
      require(count >= 1, "count", "at least 1", count);
    }
  }

  private static void require(boolean holds, String name, String expected, Number found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "retrospective, %s: expected %s, found %s".formatted(name, expected, found));
    }
  }

  /**
   * What QwenLong-L1 did: the problems of which the base model solves none of 8 samples.
   *
   * @return threshold 0
   */
  public static Retrospective hardest() {
    return atMost(0);
  }

  /**
   * The problems that the base model solves seldom, by 8 samples.
   *
   * @param threshold the highest mean reward that is kept, 0 to 1
   * @return the selection
   */
  public static Retrospective atMost(double threshold) {
    return new Retrospective(Selection.THRESHOLD, threshold, 0, Scorer.BASE, PAPER_SAMPLES);
  }

  /**
   * A draw in which problems that the base model solves seldom are likelier, by 8 samples.
   *
   * @param count how many are drawn, at least 1; all where there are no more
   * @return the selection
   */
  public static Retrospective weighted(int count) {
    return new Retrospective(Selection.WEIGHTED, 0, count, Scorer.BASE, PAPER_SAMPLES);
  }

  /**
   * The same by the samples of another policy.
   *
   * @param value whose
   * @return a copy
   */
  public Retrospective scoredBy(Scorer value) {
    return new Retrospective(selection, threshold, count, value, samples);
  }

  /**
   * The same by another number of samples.
   *
   * @param value at least 1
   * @return a copy
   */
  public Retrospective samples(int value) {
    return new Retrospective(selection, threshold, count, scoredBy, value);
  }

  /**
   * Chooses among problems of earlier phases. A problem's weight in a draw is 1/(m + 1/(2 G)), with
   * its mean reward m and {@link #samples()} G, so that it is finite where m is 0: half a right
   * sample more than were found. A problem's luck depends on its id and the seed alone, not on
   * which others there are.
   *
   * @param earlier their difficulties, each problem once
   * @param seed what chance begins with; without effect on a threshold
   * @return those chosen, in the order of the list
   * @throws IllegalArgumentException if a problem is there twice
   */
  public List<Difficulty> select(List<Difficulty> earlier, long seed) {
    EachOnce.require("difficulties", earlier, Difficulty::problemId);
    return switch (selection) {
      case THRESHOLD -> earlier.stream().filter(one -> one.meanReward() <= threshold).toList();
      case WEIGHTED -> new WeightedSelection(1 / (2.0 * samples), seed).select(earlier, count);
    };
  }
}
