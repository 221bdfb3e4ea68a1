package dev.longctx.examples.training.align;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Right answers over the length of the context, a picture an objective. */
final class AccuracyPlots {

  private static final List<String> OBJECTIVES = List.of("dpo", "simpo", "orpo");
  private static final List<String> KINDS = List.of("short", "long", "solo");

  private AccuracyPlots() {}

  static void write(Results results, Path directory) throws IOException {
    for (String objective : OBJECTIVES) {
      XYChart chart =
          new XYChartBuilder()
              .width(640)
              .height(420)
              .title(objective.toUpperCase(Locale.ROOT) + ", trained domain")
              .xAxisTitle("tokens of the context")
              .yAxisTitle("right answers, per cent")
              .build();
      chart.getStyler().setXAxisLogarithmic(false);
      chart.getStyler().setYAxisMin(0.0);
      chart.getStyler().setYAxisMax(100.0);
      chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
      add(chart, "before", results.of(Arm.BASE));
      for (String kind : KINDS) {
        Arm arm = Arm.valueOf((objective + "_" + kind).toUpperCase(Locale.ROOT));
        add(chart, kind.equals("solo") ? "short-to-long" : "on " + kind, results.of(arm));
      }
      if (!chart.getSeriesMap().isEmpty()) {
        BitmapEncoder.saveBitmap(
            chart,
            directory.resolve("accuracy-" + objective + ".png").toString(),
            BitmapEncoder.BitmapFormat.PNG);
      }
    }
  }

  private static void add(XYChart chart, String name, List<RunResult> runs) {
    if (runs.isEmpty()) {
      return;
    }
    List<Double> means =
        Scale.LENGTHS.stream()
            .map(
                tokens ->
                    100
                        * runs.stream()
                            .mapToDouble(run -> Objects.requireNonNull(run.people().get(tokens)))
                            .average()
                            .orElseThrow())
            .toList();
    chart.addSeries(name, Scale.LENGTHS, means);
  }
}
