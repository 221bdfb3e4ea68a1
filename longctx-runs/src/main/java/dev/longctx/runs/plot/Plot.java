package dev.longctx.runs.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
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
  private static final int TICKS_APART = 90;
  private static final int LEGEND_LETTER = 8;
  private static final int LEGEND_LINE = 50;
  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e7;
  private static final String SANS = Font.SANS_SERIF;

  /** Told apart by those who see colours differently too (Okabe and Ito, 2008). */
  private static final Color[] COLORS = {
    new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
    new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9)
  };

  private static final Color INK = new Color(0x1D2025);
  private static final Color GREY = new Color(0x6D7480);
  private static final Color LIGHT = new Color(0xE3E6EA);
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

  private final XYChart chart;
  private int lines;

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
    texts();
    axes();
  }

  private void texts() {
    chart
        .getStyler()
        .setAxisTitleFont(new Font(SANS, Font.PLAIN, 15))
        .setAxisTickLabelsFont(new Font(SANS, Font.PLAIN, 14))
        .setXAxisDecimalPattern("#,##0")
        .setyAxisTickLabelsFormattingFunction(Plot::tick)
        .setLocale(Locale.ROOT)
        .setChartTitleFont(new Font(SANS, Font.BOLD, 17))
        .setChartTitlePadding(8)
        .setChartFontColor(INK)
        .setLegendFont(new Font(SANS, Font.PLAIN, 14))
        .setLegendPadding(14)
        .setLegendBorderColor(Color.WHITE);
  }

  private static String tick(double value) {
    double size = Math.abs(value);
    String pattern = (size > 0 && size < SMALL) || size >= LARGE ? "0.###E0" : "#,##0.#####";
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  private void axes() {
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisTickMarkSpacingHint(TICKS_APART)
        .setPlotGridLinesColor(LIGHT)
        .setPlotGridLinesStroke(THIN)
        .setAxisTickMarksColor(GREY)
        .setAxisTickPadding(7)
        .setPlotBorderVisible(false)
        .setChartBackgroundColor(Color.WHITE)
        .setAnnotationLineColor(GREY)
        .setAnnotationLineStroke(DASHED);
  }

  /**
   * Adds a line, whose name is none's yet. It has gaps where values are not finite; one without any
   * finite value is left out.
   */
  public void line(String name, double[] x, double[] y) {
    long points = DoubleStream.of(y).filter(Double::isFinite).count();
    if (points == 0) {
      return;
    }
    double[] finite = DoubleStream.of(y).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    XYSeries series = chart.addSeries(name, unevenly(x), concat(finite, new double[] {Double.NaN}));
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
    XYSeries series = chart.addSeries("band of line " + lines, around, edge);
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
    chart.addAnnotation(new AnnotationLine(x, true, false));
  }

  /** Fixes the ends of the vertical axis, which otherwise fits the lines. */
  public void range(double low, double high) {
    chart.getStyler().setYAxisMin(low).setYAxisMax(high);
  }

  /** Whether there is no line to be seen. */
  public boolean isEmpty() {
    return chart.getSeriesMap().isEmpty();
  }

  /** The bytes of the PNG, also of a plot without lines. */
  public byte[] png() throws IOException {
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
