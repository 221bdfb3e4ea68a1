package dev.longctx.reason.reinforce;

import dev.longctx.reason.internal.report.NumberText;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Prints a training by reinforcement, one line a step. Numbers that were not measured are left out.
 * The KL divergence is that from the reference policy, or where there is none, from the policy that
 * sampled. Phases and evaluations have lines of their own. No text of problems or responses is
 * printed.
 *
 * <p>An output that fails is left alone from then on: the training goes on without it. Thread-safe
 * where the output is.
 */
public final class ProgressLine implements RlListener {

  private static final int DIGITS = 2;

  private final Appendable out;
  private final int phases;
  private volatile boolean failed;

  /**
   * Prints to an output.
   *
   * @param out takes whole lines, such as {@link System#out}; is not closed
   */
  public ProgressLine(Appendable out) {
    this(out, 0);
  }

  /**
   * Prints to an output, and says how many phases there will be.
   *
   * @param out takes whole lines, such as {@link System#out}; is not closed
   * @param phases of the curriculum; 0 where that is not to be said
   * @throws IllegalArgumentException if the number of phases is negative
   */
  public ProgressLine(Appendable out, int phases) {
    this.out = Objects.requireNonNull(out, "out");
    if (phases < 0) {
      throw new IllegalArgumentException("phases: expected at least 0, found " + phases);
    }
    this.phases = phases;
  }

  @Override
  public void started(long step) {
    if (step > 0) {
      print(String.format(Locale.ROOT, "continued after step %,d", step));
    }
  }

  @Override
  public void phase(PhaseSummary begins) {
    print(
        String.format(
            Locale.ROOT,
            "%s | %s | %,d problems and %,d of earlier phases",
            phaseName(begins.phase()),
            begins.bucket(),
            begins.mix().own(),
            begins.mix().carried().size()));
  }

  @Override
  public void step(RlStep step) {
    RolloutMetrics rollouts = step.rollouts();
    UpdateMetrics updates = step.updates();
    print(
        new Line(String.format(Locale.ROOT, "%s step %,d", phaseName(step.phase()), step.step()))
            .number(" | reward ", rollouts.reward())
            .number(" acc ", rollouts.accuracy())
            .text(" | kept " + rollouts.groupsKept() + "/" + rollouts.groupsDrawn())
            .text(rollouts.unscored() > 0 ? " unscored " + rollouts.unscored() : "")
            .number(" | len ", rollouts.responseTokens())
            .number("\u00B1", rollouts.responseTokensDeviation())
            .number(" | ent ", rollouts.entropy())
            .number(" | kl ", kl(updates))
            .number(" | grad ", updates.gradientNorm())
            .percent(" | clip ", updates.clipFraction())
            .number(" | ", step.tokensPerSecond(), " tok/s")
            .toString());
  }

  /** From the reference where that is measured, else from the policy that sampled. */
  private static double kl(UpdateMetrics updates) {
    return Double.isFinite(updates.referenceKl()) ? updates.referenceKl() : updates.behaviourKl();
  }

  @Override
  public void evaluated(RlEvaluation evaluation) {
    Line line =
        new Line(String.format(Locale.ROOT, "evaluation after step %,d", evaluation.step()));
    for (BucketResult result : evaluation.buckets()) {
      line.text(" | " + result.bucket()).number(" acc ", result.accuracy());
      for (Map.Entry<Integer, Double> pass : result.passAtK().entrySet()) {
        line.number(" pass@" + pass.getKey() + " ", pass.getValue());
      }
      line.text(result.unscored() > 0 ? " unscored " + result.unscored() : "");
    }
    print(line.toString());
  }

  private String phaseName(int phase) {
    return phases == 0 ? "phase " + phase : "phase %d/%d".formatted(phase, phases);
  }

  private void print(String line) {
    if (failed) {
      return;
    }
    try {
      out.append(line + System.lineSeparator());
    } catch (IOException e) {
      failed = true;
    }
  }

  /** A line in the making. */
  private static final class Line {

    private final StringBuilder text;

    Line(String beginning) {
      text = new StringBuilder(beginning);
    }

    Line text(String more) {
      text.append(more);
      return this;
    }

    Line number(String before, double value) {
      return number(before, value, "");
    }

    Line number(String before, double value, String after) {
      return Double.isFinite(value) ? text(before + NumberText.of(value, DIGITS) + after) : this;
    }

    Line percent(String before, double share) {
      return Double.isFinite(share) ? text(before + NumberText.percent(share, DIGITS)) : this;
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
