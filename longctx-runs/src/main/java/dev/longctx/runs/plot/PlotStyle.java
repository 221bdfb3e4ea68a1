package dev.longctx.runs.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.knowm.xchart.style.XYStyler;

/** How plots look. */
final class PlotStyle {

  private static final int TICKS_APART = 90;
  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e7;
  private static final Color INK = new Color(0x1D2025);
  private static final Color GREY = new Color(0x6D7480);
  private static final Color LIGHT = new Color(0xE3E6EA);
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

  private PlotStyle() {}

  static void apply(XYStyler styler) {
    texts(styler);
    axes(styler);
  }

  private static void texts(XYStyler styler) {
    styler
        .setAxisTitleFont(font(Font.PLAIN, 15))
        .setAxisTickLabelsFont(font(Font.PLAIN, 14))
        .setXAxisDecimalPattern("#,##0")
        .setyAxisTickLabelsFormattingFunction(PlotStyle::tick)
        .setLocale(Locale.ROOT)
        .setChartTitleFont(font(Font.BOLD, 17))
        .setChartTitlePadding(8)
        .setChartFontColor(INK)
        .setLegendFont(font(Font.PLAIN, 14))
        .setLegendPadding(14)
        .setLegendBorderColor(Color.WHITE);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  private static String tick(double value) {
    double size = Math.abs(value);
    String pattern = (size > 0 && size < SMALL) || size >= LARGE ? "0.###E0" : "#,##0.#####";
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  private static void axes(XYStyler styler) {
    styler
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
}
