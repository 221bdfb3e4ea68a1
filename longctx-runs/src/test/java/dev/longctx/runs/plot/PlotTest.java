package dev.longctx.runs.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  private static long pixels(Plot plot, int color) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(plot.png()));
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(all).filter(pixel -> pixel == color).count();
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
}
