package dev.longctx.runs.plot;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Named lines over an axis from 0, as a PNG. Needs no display. Not thread-safe. */
public final class Plot {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 450;
  private static final int FEW_POINTS = 30;

  /** Told apart by those who see colours differently too (Okabe and Ito, 2008). */
  private static final Color[] COLORS = {
    new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
    new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9)
  };

  private final XYChart chart;

  /** A plot without lines; the texts are its title and those of its axes. */
  public Plot(String title, String x, String y) {
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal)
        .setLegendBorderColor(Color.WHITE)
        .setSeriesColors(COLORS);
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisDecimalPattern("#")
        .setXAxisTickMarkSpacingHint(100)
        .setPlotBorderVisible(false);
  }

  /**
   * Adds a line.
   *
   * @param name no other line's
   * @param x finite numbers in order
   * @param y a number each; where one is not finite, the line has a gap, and if none is, there is
   *     no line
   */
  public void line(String name, double[] x, double[] y) {
    double[] drawn = DoubleStream.of(y).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    if (DoubleStream.of(drawn).allMatch(Double::isNaN)) {
      return;
    }
    XYSeries series = chart.addSeries(name, x, drawn);
    series.setMarker(x.length > FEW_POINTS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }

  /** Whether there is no line to be seen. */
  public boolean isEmpty() {
    return chart.getSeriesMap().isEmpty();
  }

  /** The bytes of the PNG, also of a plot without lines. */
  public byte[] png() throws IOException {
    return BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
  }

  /** Writes the PNG, or removes what stood there where there is no line. */
  public void writeIfAny(Path file) throws IOException {
    if (isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Files.write(file, png());
  }
}
