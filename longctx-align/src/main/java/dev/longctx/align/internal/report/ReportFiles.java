package dev.longctx.align.internal.report;

import dev.longctx.align.AlignmentReport;
import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.StepMetrics;
import dev.longctx.align.internal.checkpoint.MetricsJson;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.runs.file.WholeFile;
import dev.longctx.runs.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report as files. */
public final class ReportFiles {

  private ReportFiles() {}

  /** Writes tables, then plots. */
  public static void write(AlignmentReport report, Path directory) {
    try {
      Files.createDirectories(directory);
      WholeFile.write(directory.resolve("report.md"), to -> to.write(report.toMarkdown()));
      WholeFile.write(
          directory.resolve("steps.csv"), to -> to.write(ReportTables.csv(report.steps())));
      WholeFile.write(
          directory.resolve("metrics.jsonl"),
          to -> {
            for (StepMetrics step : report.steps()) {
              to.append(Json.line(MetricsJson.of(step))).append('\n');
            }
            for (EvaluationPoint point : report.evaluations()) {
              to.append(Json.line(MetricsJson.of(point))).append('\n');
            }
          });
      ReportPlots.write(report, directory);
    } catch (IOException e) {
      throw new TrainingException(
          Reason.FAILED, directory + ": expected to be writable, found " + e, e);
    }
  }
}
