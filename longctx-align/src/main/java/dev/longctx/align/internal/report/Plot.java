package dev.longctx.align.internal.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over steps, as a PNG. Needs no display. */
final class Plot {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 450;
  private static final int FEW_POINTS = 30;

  /** Told apart by those who see colours differently too (Okabe and Ito, 2008). */
  private static final Color[] COLORS = {
    new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
    new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9)
  };

  private final XYChart chart;

  Plot(String title, String x, String y) {
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

  void line(String name, double[] x, double[] y) {
    if (x.length == 0) {
      return;
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(x.length > FEW_POINTS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }

  void writeIfAny(Path file) throws IOException {
    if (chart.getSeriesMap().isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Files.write(file, BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG));
  }
}
