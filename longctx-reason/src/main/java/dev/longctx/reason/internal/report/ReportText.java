package dev.longctx.reason.internal.report;

import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.runs.table.Markdown;
import java.util.List;

/** A report as text. */
public final class ReportText {

  private ReportText() {}

  /** A summary and tables. */
  public static String markdown(RlReport report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(Markdown.escape(report.name())).append("\n\n");
    text.append(ReportTables.summary(report)).append('\n');
    if (!report.phases().isEmpty()) {
      text.append("\n## Phases\n\n").append(ReportTables.phases(report.phases()).toMarkdown());
    }
    if (!report.steps().isEmpty()) {
      text.append("\n## Steps\n\n").append(ReportTables.STEPS_NOTE).append("\n\n");
      text.append(ReportTables.steps(report.steps()).toMarkdown());
    }
    if (!report.evaluations().isEmpty()) {
      text.append("\n## Evaluations by prompt length\n");
    }
    for (LengthBucket bucket : ReportTables.buckets(report.evaluations())) {
      text.append("\n### ").append(bucket).append("\n\n");
      text.append(ReportTables.evaluations(report.evaluations(), bucket).toMarkdown());
    }
    return text.toString();
  }

  /** All steps as CSV. A number that a step does not have is empty. */
  static String csv(List<RlStep> steps) {
    StringBuilder text = new StringBuilder("step,phase");
    Column.ALL.forEach(column -> text.append(',').append(column.name()));
    text.append('\n');
    for (RlStep step : steps) {
      text.append(step.step()).append(',').append(step.phase());
      Column.ALL.forEach(column -> text.append(',').append(column.exact(step)));
      text.append('\n');
    }
    return text.toString();
  }
}
