package dev.longctx.runs.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {

  private static final int BLUE = 0x0072B2;
  private static final int ORANGE = 0xD55E00;
  private static final double[] X = {1, 2, 3, 4, 5};
  private static final double[] Y = {0.5, 0.25, 1, 0.75, 0.5};

  @TempDir Path folder;

  private static BufferedImage image(Plot plot) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(plot.png()));
  }

  private static long pixels(BufferedImage image, IntPredicate colour) {
    int width = image.getWidth();
    return Arrays.stream(image.getRGB(0, 0, width, image.getHeight(), null, 0, width))
        .filter(pixel -> colour.test(pixel & 0xFFFFFF))
        .count();
  }

  private static long pixels(BufferedImage image, int colour) {
    return pixels(image, pixel -> pixel == colour);
  }

  private static Plot plot() {
    return new Plot("title", "step", "value");
  }

  @Test
  void drawsEachLineInItsColour() throws IOException {
    Plot plot = plot();
    plot.line("one", X, Y);
    plot.line("two", X, X);

    BufferedImage image = image(plot);

    assertThat(image.getWidth()).isEqualTo(1_280);
    assertThat(image.getHeight()).isEqualTo(800);
    assertThat(pixels(image, BLUE)).isGreaterThan(1_000);
    assertThat(pixels(image, ORANGE)).isGreaterThan(1_000);
  }

  @Test
  void shadesABandInTheColourOfTheNextLine() throws IOException {
    Plot plot = plot();
    double[] low = {0, 0, Double.NaN, 0, 0};
    double[] high = {1, 1, 1, 1, 1};
    plot.band(X, low, high);
    plot.line("one", X, Y);

    BufferedImage image = image(plot);

    assertThat(pixels(image, PlotTest::isLightBlue)).isGreaterThan(100_000);
    assertThat(pixels(image, BLUE)).isGreaterThan(1_000);
  }

  private static boolean isLightBlue(int colour) {
    int red = colour >> 16;
    int blue = colour & 0xFF;
    return red > 0xA0 && blue - red > 0x10;
  }

  @Test
  void marksABorder() throws IOException {
    Plot without = plot();
    without.line("one", X, Y);
    Plot with = plot();
    with.line("one", X, Y);
    with.border(2.5);

    assertThat(pixels(image(with), PlotTest::isDark))
        .isGreaterThan(pixels(image(without), PlotTest::isDark) + 300);
  }

  private static boolean isDark(int colour) {
    return colour >> 16 < 0xD0;
  }

  @Test
  void whatIsNotFiniteIsAGap() throws IOException {
    Plot plot = plot();
    plot.line("none", X, new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN});
    assertThat(plot.isEmpty()).isTrue();

    plot.line("some", X, new double[] {1, Double.POSITIVE_INFINITY, 2, Double.NaN, 3});

    assertThat(plot.isEmpty()).isFalse();
    assertThat(pixels(image(plot), BLUE)).isPositive();
  }

  @Test
  void longNamesDoNotPushThePlotOut() throws IOException {
    Plot plot = plot();
    IntStream.range(0, 6)
        .forEach(
            i ->
                plot.line(
                    i + " is a name of a line", X, Arrays.stream(X).map(v -> v + i).toArray()));

    assertThat(pixels(image(plot), ORANGE)).isGreaterThan(1_000);
  }

  @Test
  void drawsValuesOfAnySize() throws IOException {
    for (double size : new double[] {1e-12, 1e-5, 1, 1e12}) {
      Plot plot = plot();
      plot.range(0, size);
      plot.line("one", X, Arrays.stream(Y).map(v -> v * size).toArray());

      assertThat(pixels(image(plot), BLUE)).as("size %s", size).isGreaterThan(1_000);
    }
  }

  @Test
  void aPlotWithoutLinesRemovesAnEarlierOne() throws IOException {
    Path file = folder.resolve("plot.png");
    Plot plot = plot();
    plot.line("one", new double[] {1}, new double[] {2});
    plot.writeIfAny(file);
    assertThat(file).exists();

    plot().writeIfAny(file);

    assertThat(Files.exists(file)).isFalse();
  }
}
