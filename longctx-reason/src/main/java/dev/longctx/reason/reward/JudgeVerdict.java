package dev.longctx.reason.reward;

import java.util.Objects;

/**
 * What came of asking a judge.
 *
 * @param outcome the verdict, or the lack of one
 * @param explanation the judge's whole reply, or what failed; untrusted
 */
public record JudgeVerdict(Outcome outcome, String explanation) {

  /** Checks the components. */
  public JudgeVerdict {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(explanation, "explanation");
  }

  /** The verdict, or the lack of one. */
  public enum Outcome {
    /** Both answers say the same. */
    SAME,
    /** They do not. */
    DIFFERENT,
    /** The judge replied and gave no verdict in the form that was asked for. */
    UNREADABLE,
    /** The judge's model failed. */
    FAILED
  }
}
