package dev.longctx.runs.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Named lines over an axis from 0, as a PNG. Needs no display. Not thread-safe. */
public final class Plot {

  /** Small beside the letters, so that they can be read on a phone. */
  private static final int WIDTH = 640;

  private static final int HEIGHT = 400;

  /** Screens have more points than a page counts. */
  private static final int SCALE = 2;

  private static final int FEW_POINTS = 30;
  private static final int BAND_ALPHA = 50;
  private static final int LEGEND_LETTER = 8;
  private static final int LEGEND_LINE = 50;

  /** Told apart by those who see colours differently too (Okabe and Ito, 2008). */
  private static final Color[] COLORS = {
    new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
    new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9)
  };

  private final XYChart chart;
  private int lines;

  /** As it was drawn: drawing it again moves it by parts of a pixel. */
  private byte @Nullable [] png;

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
    PlotStyle.apply(chart.getStyler());
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
    long points = DoubleStream.of(y).filter(Double::isFinite).count();
    if (points == 0) {
      return;
    }
    double[] finite = DoubleStream.of(y).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    XYSeries series =
        changed().addSeries(name, unevenly(x), concat(finite, new double[] {Double.NaN}));
    series.setMarker(points > FEW_POINTS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setLineColor(color());
    series.setMarkerColor(color());
    lines++;
  }

  /**
   * The same with one place more, where nothing is drawn: of places all equally far apart every
   * n-th would become a tick, such as 7, 14, 21.
   */
  private static double[] unevenly(double[] x) {
    double between = x[0] + (x[x.length - 1] - x[0]) / Math.PI;
    return concat(x, new double[] {between});
  }

  private Color color() {
    return COLORS[lines % COLORS.length];
  }

  /**
   * Shades what lies between two curves in the colour of the next line, which is to be drawn over
   * it and whose name says what the band is. Places where one of the curves is not finite are
   * skipped.
   */
  public void band(double[] x, double[] low, double[] high) {
    int[] there =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(low[i]) && Double.isFinite(high[i]))
            .toArray();
    if (there.length == 0) {
      return;
    }
    double[] around = concat(at(there, x), reversed(at(there, x)));
    double[] edge = concat(at(there, low), reversed(at(there, high)));
    Color light = new Color(color().getRed(), color().getGreen(), color().getBlue(), BAND_ALPHA);
    XYSeries series = changed().addSeries("band of line " + lines, around, edge);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setShowInLegend(false);
    series.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE).setFillColor(light);
  }

  private static double[] at(int[] places, double[] values) {
    return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] reversed(double[] values) {
    return IntStream.rangeClosed(1, values.length)
        .mapToDouble(i -> values[values.length - i])
        .toArray();
  }

  private static double[] concat(double[] first, double[] second) {
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  /** Draws a dashed line across the plot, to mark where something changes. */
  public void border(double x) {
    changed().addAnnotation(new AnnotationLine(x, true, false));
  }

  /** Fixes the ends of the vertical axis, which otherwise fits the lines. */
  public void range(double low, double high) {
    changed().getStyler().setYAxisMin(low).setYAxisMax(high);
  }

  private XYChart changed() {
    png = null;
    return chart;
  }

  /** Whether there is no line to be seen. */
  public boolean isEmpty() {
    return chart.getSeriesMap().isEmpty();
  }

  /** The bytes of the PNG, also of a plot without lines. */
  public byte[] png() throws IOException {
    byte[] drawn = png == null ? draw() : png;
    png = drawn;
    return drawn.clone();
  }

  private byte[] draw() throws IOException {
    BufferedImage image =
        new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    placeLegend();
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Below and in one row if it fits there, else to the right. */
  private void placeLegend() {
    int width =
        chart.getSeriesMap().values().stream()
            .filter(XYSeries::isShowInLegend)
            .mapToInt(series -> LEGEND_LINE + LEGEND_LETTER * series.getLabel().length())
            .sum();
    boolean fits = width <= WIDTH;
    chart.getStyler().setLegendPosition(fits ? LegendPosition.OutsideS : LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(fits ? LegendLayout.Horizontal : LegendLayout.Vertical);
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
