package dev.longctx.align.internal.report;

import dev.longctx.align.AlignmentReport;
import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.StepMetrics;
import dev.longctx.runs.plot.Spans;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A report as text. */
public final class ReportTables {

  private static final int MOST_ROWS = 20;

  private ReportTables() {}

  /** A summary and tables. */
  public static String markdown(AlignmentReport report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(cell(report.name())).append("\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "%s after %d steps, %d tokens, %.1f seconds.%n".replace("%n", "\n"),
            switch (report.end()) {
              case COMPLETED -> "Completed";
              case STOPPED_EARLY -> "Stopped early";
            },
            report.steps().size(),
            report.tokens(),
            report.seconds()));
    if (!report.steps().isEmpty()) {
      text.append("\n## Steps\n\n").append(table(steps(report.steps())));
    }
    if (!report.evaluations().isEmpty()) {
      text.append("\n## Evaluations\n\n").append(table(evaluations(report.evaluations())));
    }
    return text.toString();
  }

  /** All steps as CSV. A number that a step does not have is empty. */
  static String csv(List<StepMetrics> steps) {
    StringBuilder text = new StringBuilder("step");
    Column.ALL.forEach(column -> text.append(',').append(column.name()));
    text.append('\n');
    for (StepMetrics step : steps) {
      text.append(step.step());
      for (Column column : Column.ALL) {
        double value = column.of(step);
        text.append(',').append(Double.isFinite(value) ? String.valueOf(value) : "");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static List<List<String>> steps(List<StepMetrics> steps) {
    List<Column> columns = Column.ALL.stream().filter(column -> column.isIn(steps)).toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("steps", columns.stream().map(Column::title).toList()));
    for (List<StepMetrics> span : Spans.of(steps, MOST_ROWS)) {
      long first = span.get(0).step();
      long last = span.get(span.size() - 1).step();
      rows.add(
          row(
              first == last ? String.valueOf(first) : first + "-" + last,
              columns.stream().map(column -> number(column.mean(span))).toList()));
    }
    return rows;
  }

  private static List<List<String>> evaluations(List<EvaluationPoint> points) {
    Set<String> names = new LinkedHashSet<>();
    points.forEach(point -> names.addAll(point.values().keySet()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("after step", names.stream().map(ReportTables::cell).toList()));
    for (EvaluationPoint point : points) {
      rows.add(
          row(
              String.valueOf(point.step()),
              names.stream().map(name -> number(point.value(name).orElse(Double.NaN))).toList()));
    }
    return rows;
  }

  private static List<String> row(String first, List<String> others) {
    List<String> row = new ArrayList<>();
    row.add(first);
    row.addAll(others);
    return row;
  }

  private static String table(List<List<String>> rows) {
    String rule = "|" + "---|".repeat(rows.get(0).size());
    List<String> lines =
        rows.stream()
            .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |")))
            .collect(Collectors.toCollection(ArrayList::new));
    lines.add(1, rule);
    return String.join("\n", lines) + "\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\R", " ");
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) {
      return String.valueOf((long) value);
    }
    return String.format(Locale.ROOT, size >= 1e-3 && size < 1e6 ? "%.4f" : "%.2e", value);
  }
}
