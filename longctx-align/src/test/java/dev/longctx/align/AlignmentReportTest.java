package dev.longctx.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentReportTest {

  @TempDir Path folder;

  private static AlignmentReport report(int steps) {
    List<StepMetrics> metrics =
        LongStream.rangeClosed(1, steps)
            .mapToObj(
                step -> {
                  double left = Math.exp(-step / 40.0);
                  double noise = 0.05 * Math.sin(step * 1.7);
                  return new StepMetrics(
                      step,
                      new StepLoss(1.2 * left + noise + 0.4 * left, 1.2 * left + noise, 0.4 * left),
                      new StepRewards(-1 - left + noise, -3 + left, 1 - left / 2, -1 - 2 * left),
                      2 * left + 0.1,
                      1e-5,
                      false,
                      1_000,
                      0.25);
                })
            .toList();
    List<EvaluationPoint> evaluations =
        List.of(
            new EvaluationPoint(0, Map.of("short|accuracy", 0.25)),
            new EvaluationPoint(100, Map.of("short|accuracy", 0.75)));
    return new AlignmentReport("SoLo-SimPO", TrainingEnd.COMPLETED, metrics, evaluations);
  }

  private static AlignmentReport supervised() {
    return new AlignmentReport(
        "SFT",
        TrainingEnd.STOPPED_EARLY,
        List.of(new StepMetrics(1, new StepLoss(2, 2, 0), null, 1, 0.001, true, 10, 0.5)),
        List.of());
  }

  @Test
  void theTableHasAtMostTwentySpansWithTheirMeans() {
    String text = report(100).toMarkdown();

    assertThat(text)
        .startsWith(
            "# SoLo-SimPO\n\nCompleted after 100 steps, 100000 tokens, 25.0 seconds.\n\n## Steps\n")
        .contains("| 1-5 | ", "| 96-100 | ", "| gap short-long |", "short\\|accuracy")
        .endsWith("| 0 | 0.2500 |\n| 100 | 0.7500 |\n");
    assertThat(text.lines().filter(line -> line.startsWith("| ")).count()).isEqualTo(21 + 3);
  }

  @Test
  void theTableLacksWhatATrainingDoesNotHave() {
    assertThat(supervised().toMarkdown())
        .isEqualTo(
            """
            # SFT

            Stopped early after 1 steps, 10 tokens, 0.5 seconds.

            ## Steps

            | steps | loss | preference | alignment | gradient norm | learning rate | tokens | seconds |
            |---|---|---|---|---|---|---|---|
            | 1 | 2 | 2 | 0 | 1 | 0.0010 | 10 | 0.5000 |
            """);
  }

  @Test
  void writesTablesAndPlots() throws IOException {
    report(100).writeTo(folder);

    assertThat(Files.readString(folder.resolve("report.md"))).isEqualTo(report(100).toMarkdown());
    assertThat(Files.readAllLines(folder.resolve("steps.csv")))
        .hasSize(101)
        .element(0)
        .asString()
        .startsWith("step,loss,preference_loss,alignment_loss,chosen_reward");
    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl"))).hasSize(102);
    for (String name : List.of("loss", "rewards", "gap", "evaluation")) {
      BufferedImage image = ImageIO.read(folder.resolve(name + ".png").toFile());
      assertThat(image.getWidth()).isEqualTo(1_280);
      assertThat(colours(image)).as(name).isGreaterThan(10);
    }
  }

  private static long colours(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    return Arrays.stream(pixels).distinct().count();
  }

  @Test
  void writesNoPlotOfNothingAndEmptyCells() throws IOException {
    supervised().writeTo(folder);

    assertThat(folder.resolve("loss.png")).exists();
    assertThat(folder.resolve("gap.png")).doesNotExist();
    assertThat(Files.readAllLines(folder.resolve("steps.csv")).get(1))
        .isEqualTo("1,2.0,2.0,0.0,,,,,,,1.0,0.001,10.0,0.5");
  }
}
