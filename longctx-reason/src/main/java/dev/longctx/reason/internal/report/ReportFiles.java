package dev.longctx.reason.internal.report;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.reason.internal.reinforce.MetricsJson;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.runs.file.WholeFile;
import dev.longctx.runs.html.Image;
import dev.longctx.runs.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A report as files. */
public final class ReportFiles {

  private static final String PAGE = "report.html";

  private ReportFiles() {}

  /** Writes tables, the page as it is without plots, then plots and the page with them. */
  public static void write(RlReport report, Path directory) {
    write(report, directory, ReportPlots::of);
  }

  static void write(RlReport report, Path directory, Function<RlReport, List<Picture>> plots) {
    try {
      Files.createDirectories(directory);
      writeText(directory.resolve("report.md"), ReportText.markdown(report));
      writeText(directory.resolve("steps.csv"), ReportText.csv(report.steps()));
      WholeFile.write(directory.resolve("metrics.jsonl"), to -> writeMetrics(report, to));
      writeText(directory.resolve(PAGE), ReportPage.html(report, List.of()));
      List<Image> images = writePlots(plots.apply(report), directory);
      writeText(directory.resolve(PAGE), ReportPage.html(report, images));
    } catch (IOException e) {
      throw new TrainingException(
          Reason.FAILED, directory + ": expected to be writable, found " + e, e);
    } catch (RuntimeException | LinkageError | InternalError e) { // Java without fonts throws any
      throw new TrainingException(
          Reason.FAILED, directory + ": expected plots, found that Java cannot draw: " + e, e);
    }
  }

  private static void writeText(Path file, String text) throws IOException {
    WholeFile.write(file, to -> to.write(text));
  }

  private static void writeMetrics(RlReport report, Writer to) throws IOException {
    for (RlStep step : report.steps()) {
      to.append(Json.line(MetricsJson.of(step))).append('\n');
    }
    for (RlEvaluation evaluation : report.evaluations()) {
      to.append(Json.line(MetricsJson.of(evaluation))).append('\n');
    }
  }

  /** Removes the file of a plot that has no lines: it would be that of an earlier report. */
  private static List<Image> writePlots(List<Picture> pictures, Path directory) throws IOException {
    List<Image> images = new ArrayList<>();
    for (Picture picture : pictures) {
      Path file = directory.resolve(picture.file());
      picture.plot().writeIfAny(file);
      if (!picture.plot().isEmpty()) {
        images.add(Image.of(Files.readAllBytes(file), picture.alternative()));
      }
    }
    return images;
  }
}
