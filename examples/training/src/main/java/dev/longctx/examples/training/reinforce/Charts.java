package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.reinforce.RunResult.StepPoint;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws all finished runs, a picture an algorithm and number.
 *
 * @param results the runs
 * @param plan the numbers
 * @param directory where pictures go
 */
record Charts(Results results, ReinforcePlan plan, Path directory) {

  /** Writes the pictures and says which there are. */
  List<Path> write() throws IOException {
    List<Path> written = new ArrayList<>();
    for (Algorithm algorithm : Algorithm.values()) {
      if (Arm.by(algorithm).stream().anyMatch(arm -> !results.of(arm).isEmpty())) {
        written.add(accuracy(algorithm));
        written.add(byStep(algorithm, "reward", "mean reward", StepPoint::reward));
        written.add(byStep(algorithm, "entropy", "entropy, nats a token", StepPoint::entropy));
        written.add(byStep(algorithm, "length", "tokens of a response", StepPoint::tokens));
        written.add(byStep(algorithm, "gradient", "gradient norm", StepPoint::gradientNorm));
        written.add(byStep(algorithm, "kl", "KL, nats a token", StepPoint::kl));
      }
    }
    return written;
  }

  private Path accuracy(Algorithm algorithm) throws IOException {
    XYChart chart = chart(algorithm, "longest prompt of the range, tokens", "right, per cent");
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(100.0);
    List<Arm> arms = new ArrayList<>(List.of(Arm.BASE));
    arms.addAll(Arm.by(algorithm));
    arms.retainAll(results.arms());
    for (Arm arm : arms) {
      chart.addSeries(name(arm), plan.exam().caps(), accuracies(results.of(arm)));
    }
    return save(chart, "accuracy", algorithm);
  }

  private List<Double> accuracies(List<RunResult> runs) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < plan.exam().caps().size(); i++) {
      int at = i;
      means.add(
          runs.stream()
              .mapToDouble(run -> 100 * run.lengths().get(at).accuracy())
              .average()
              .orElseThrow());
    }
    return means;
  }

  private Path byStep(
      Algorithm algorithm, String name, String axis, ToDoubleFunction<StepPoint> value)
      throws IOException {
    XYChart chart = chart(algorithm, "responses sampled", axis);
    for (Arm arm : Arm.by(algorithm)) {
      Curve curve = Curve.of(results.of(arm), plan.responses(), value);
      if (!curve.isEmpty()) {
        chart.addSeries(name(arm), curve.responses(), curve.values()).setMarker(SeriesMarkers.NONE);
      }
    }
    return save(chart, name, algorithm);
  }

  private static XYChart chart(Algorithm algorithm, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(460)
            .title(algorithm.name())
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisMin(0.0);
    return chart;
  }

  /** What a legend calls an arm, beside a title that names the algorithm. */
  private static String name(Arm arm) {
    return arm.recipe().map(Recipe::title).orElse("before");
  }

  private Path save(XYChart chart, String name, Algorithm algorithm) throws IOException {
    String file = name + "-" + algorithm.name().toLowerCase(Locale.ROOT) + ".png";
    Path target = directory.resolve(file);
    BitmapEncoder.saveBitmap(chart, target.toString(), BitmapEncoder.BitmapFormat.PNG);
    return target;
  }
}
