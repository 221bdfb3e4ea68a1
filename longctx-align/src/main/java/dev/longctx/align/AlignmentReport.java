package dev.longctx.align;

import dev.longctx.align.internal.report.ReportFiles;
import dev.longctx.align.internal.report.ReportTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a training did, step by step.
 *
 * @param name what was trained by, such as {@code SoLo-DPO}
 * @param end why it ended
 * @param steps all steps, in order, those before a checkpoint that was continued included
 * @param evaluations all evaluations, in order
 */
public record AlignmentReport(
    String name, TrainingEnd end, List<StepMetrics> steps, List<EvaluationPoint> evaluations) {

  /** Checks and copies the components. */
  public AlignmentReport {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(end, "end");
    steps = List.copyOf(steps);
    evaluations = List.copyOf(evaluations);
  }

  /**
   * The tokens that all steps read.
   *
   * @return their number
   */
  public long tokens() {
    return steps.stream().mapToLong(StepMetrics::tokens).sum();
  }

  /**
   * The time that all steps took, without evaluations and checkpoints.
   *
   * @return seconds by the wall clock
   */
  public double seconds() {
    return steps.stream().mapToDouble(StepMetrics::seconds).sum();
  }

  /**
   * A summary with a table of at most 20 spans of steps, each with its means, and a table of the
   * evaluations.
   *
   * @return Markdown
   */
  public String toMarkdown() {
    return ReportTables.markdown(this);
  }

  /**
   * Writes {@code report.md}, {@code steps.csv}, {@code metrics.jsonl} and plots: {@code loss.png},
   * and where there are such numbers, {@code rewards.png}, {@code gap.png} and {@code
   * evaluation.png}. The plots come last: where Java has no fonts, the other files are there.
   *
   * @param directory is made where it is missing
   * @throws dev.longctx.api.training.TrainingException if it cannot be written
   */
  public void writeTo(Path directory) {
    ReportFiles.write(this, directory);
  }

  /** The report without its numbers. */
  @Override
  public String toString() {
    return "AlignmentReport[%s, %s after %d steps]".formatted(name, end, steps.size());
  }
}
