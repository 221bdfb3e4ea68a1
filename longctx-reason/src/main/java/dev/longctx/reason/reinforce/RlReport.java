package dev.longctx.reason.reinforce;

import dev.longctx.reason.internal.report.ReportFiles;
import dev.longctx.reason.internal.report.ReportText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a training by reinforcement did, step by step.
 *
 * @param name what was trained by, such as {@code DAPO}
 * @param end why it ended
 * @param phases the phases that began, in order
 * @param steps all steps, in order, those before a checkpoint that was continued included
 * @param evaluations all evaluations, in order
 * @param scoringRollouts rollouts that only told how hard problems are, beside those of the steps
 */
public record RlReport(
    String name,
    RlEnd end,
    List<PhaseSummary> phases,
    List<RlStep> steps,
    List<RlEvaluation> evaluations,
    long scoringRollouts) {

  /** Checks and copies the components. */
  public RlReport {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(end, "end");
    phases = List.copyOf(phases);
    steps = List.copyOf(steps);
    evaluations = List.copyOf(evaluations);
  }

  /**
   * The rollouts of all steps.
   *
   * @return their number, without those that only scored problems
   */
  public long rollouts() {
    return steps.stream().mapToLong(step -> step.rollouts().rollouts()).sum();
  }

  /**
   * The tokens of the prompts and responses of all steps.
   *
   * @return their number, by the policy's tokenizer
   */
  public long tokens() {
    return steps.stream()
        .map(RlStep::rollouts)
        .mapToLong(rollouts -> rollouts.promptTokens() + rollouts.generatedTokens())
        .sum();
  }

  /**
   * The time that all steps took, without evaluations and checkpoints.
   *
   * @return seconds by the wall clock
   */
  public double seconds() {
    return steps.stream().mapToDouble(RlStep::seconds).sum();
  }

  /**
   * A summary with tables: of phases; of at most 20 spans of steps, each with its means; of
   * evaluations for each prompt length.
   *
   * @return Markdown
   */
  public String toMarkdown() {
    return ReportText.markdown(this);
  }

  /**
   * Writes {@code report.md}; {@code steps.csv} and {@code metrics.jsonl} with all numbers; plots
   * as {@code reward.png}, {@code accuracy.png}, {@code entropy.png}, {@code length.png}, {@code
   * kl.png} and {@code gradient.png}, those of which there are numbers; and {@code report.html},
   * one page with tables and plots that needs no other file. The plots come last: where Java has no
   * fonts, the other files are there, the page without plots.
   *
   * @param directory is made where it is missing; files of these names are replaced
   * @throws dev.longctx.api.training.TrainingException if it cannot be written
   */
  public void writeTo(Path directory) {
    ReportFiles.write(this, directory);
  }

  /** The report without its numbers. */
  @Override
  public String toString() {
    return "RlReport[%s, %s after %d steps]".formatted(name, end, steps.size());
  }
}
