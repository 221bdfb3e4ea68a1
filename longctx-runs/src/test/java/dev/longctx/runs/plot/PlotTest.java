package dev.longctx.runs.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {

  private static final int BLUE = 0xFF0072B2;
  private static final int VERMILION = 0xFFD55E00;

  @TempDir Path directory;

  private static Plot plot() {
    return new Plot("run", "step", "reward");
  }

  private static BufferedImage image(Plot plot) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(plot.png()));
  }

  private static long pixels(Plot plot, int color) throws IOException {
    return pixels(plot, pixel -> pixel == color);
  }

  private static long pixels(Plot plot, IntPredicate color) throws IOException {
    BufferedImage image = image(plot);
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(all).filter(color).count();
  }

  private static int red(int pixel) {
    return pixel >> 16 & 0xFF;
  }

  @Test
  void drawsALineInAColourOfItsOwn() throws IOException {
    Plot plot = plot();
    plot.line("short", new double[] {1, 2, 3}, new double[] {0.1, 0.2, 0.4});
    assertThat(pixels(plot, BLUE)).isPositive();
    assertThat(pixels(plot, VERMILION)).isZero();

    plot.line("long", new double[] {1, 3}, new double[] {0.3, 0.1});
    assertThat(pixels(plot, VERMILION)).isPositive();
  }

  @Test
  void leavesAGapWhereANumberIsNotFinite() throws IOException {
    double[] x = DoubleStream.iterate(1, at -> at + 1).limit(100).toArray();
    double[] whole = DoubleStream.of(x).map(Math::sin).toArray();
    double[] gap = whole.clone();
    for (int i = 20; i < 60; i++) {
      gap[i] = i % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
    }
    Plot without = plot();
    without.line("a", x, whole);
    Plot with = plot();
    with.line("a", x, gap);

    assertThat(pixels(with, BLUE)).isPositive().isLessThan(pixels(without, BLUE) * 4 / 5);
  }

  @Test
  void leavesOutLinesWithoutANumber() throws IOException {
    Plot plot = plot();
    plot.line("none", new double[0], new double[0]);
    plot.line("lost", new double[] {1, 2}, new double[] {Double.NaN, Double.NEGATIVE_INFINITY});

    assertThat(plot.isEmpty()).isTrue();
    assertThat(pixels(plot, BLUE)).isZero();
  }

  @Test
  void refusesTwoLinesOfOneName() {
    Plot plot = plot();
    plot.line("a", new double[] {1}, new double[] {1});

    assertThatThrownBy(() -> plot.line("a", new double[] {1}, new double[] {2}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileThatHasNothingToShowIsRemoved() throws IOException {
    Path file = directory.resolve("plot.png");
    Plot plot = plot();
    plot.line("a", new double[] {1}, new double[] {1});
    plot.writeIfAny(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(plot.png());

    plot().writeIfAny(file);
    assertThat(file).doesNotExist();
  }

  @Test
  void hasTwiceThePixelsOfItsSize() throws IOException {
    BufferedImage image = image(plot());

    assertThat(image.getWidth()).isEqualTo(1_280);
    assertThat(image.getHeight()).isEqualTo(800);
  }

  @Test
  void shadesABandInTheColourOfTheNextLine() throws IOException {
    double[] x = {1, 2, 3, 4, 5};
    Plot plot = plot();
    plot.band(x, new double[] {0, 0, Double.NaN, 0, 0}, new double[] {1, 1, 1, 1, 1});
    plot.line("a", x, new double[] {0.5, 0.25, 1, 0.75, 0.5});

    assertThat(pixels(plot, PlotTest::isLightBlue)).isGreaterThan(100_000);
    assertThat(pixels(plot, BLUE)).isGreaterThan(1_000);
  }

  private static boolean isLightBlue(int pixel) {
    return red(pixel) > 0xA0 && (pixel & 0xFF) - red(pixel) > 0x10;
  }

  @Test
  void marksABorder() throws IOException {
    Plot without = plot();
    without.line("a", new double[] {1, 5}, new double[] {1, 2});
    Plot with = plot();
    with.line("a", new double[] {1, 5}, new double[] {1, 2});
    with.border(2.5);

    assertThat(pixels(with, pixel -> red(pixel) < 0xD0))
        .isGreaterThan(pixels(without, pixel -> red(pixel) < 0xD0) + 300);
  }

  @Test
  void longNamesDoNotPushThePlotOut() throws IOException {
    Plot plot = plot();
    for (int i = 0; i < 6; i++) {
      plot.line(i + " is a name of a line", new double[] {1, 5}, new double[] {i, i});
    }

    assertThat(pixels(plot, VERMILION)).isGreaterThan(1_000);
  }

  @Test
  void drawsNumbersOfAnySize() throws IOException {
    for (double size : new double[] {1e-12, 1e-5, 1, 1e12}) {
      Plot plot = plot();
      plot.range(0, size);
      plot.line("a", new double[] {1, 2}, new double[] {0.25 * size, size});

      assertThat(pixels(plot, BLUE)).as("size %s", size).isGreaterThan(1_000);
    }
  }
}
