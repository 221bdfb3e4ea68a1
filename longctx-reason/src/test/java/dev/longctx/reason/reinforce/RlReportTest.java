package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.reason.internal.reinforce.MetricsJson;
import dev.longctx.runs.json.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RlReportTest {

  private static final List<String> PLOTS =
      List.of("reward", "accuracy", "entropy", "length", "kl", "gradient");

  private static final RlReport SMALL = SampleReports.small("<script>alert(1)</script> & \"DAPO\"");
  private static final RlReport CURVES = SampleReports.curves("DAPO");

  @TempDir static Path small;
  @TempDir static Path curves;
  @TempDir Path folder;

  @BeforeAll
  static void write() {
    SMALL.writeTo(small);
    CURVES.writeTo(curves);
  }

  @Test
  void sumsItsSteps() {
    RlReport report = SampleReports.small("DAPO");

    assertThat(report.rollouts()).isEqualTo(112);
    assertThat(report.tokens()).isEqualTo(45_483);
    assertThat(report.seconds()).isEqualTo(9.5);
    assertThat(report).hasToString("RlReport[DAPO, REWARD_UNAVAILABLE after 2 steps]");
  }

  @Test
  void becomesMarkdown() {
    assertThat(SampleReports.small("DAPO, *50%* | <b>").toMarkdown())
        .isEqualTo(
            """
            # DAPO, \\*50%\\* \\| \\<b\\>

            Ended because the reward was unavailable, after 2 steps: 112 rollouts and 128 that only scored problems, 45,483 tokens, 9.5 seconds.

            ## Phases

            | phase | prompt tokens | own problems | carried | ratio | steps | rollouts |
            |---:|---|---:|---:|---:|---:|---:|
            | 1 | 1 to 1,500 | 15 | 1 | 6.25 % | 2 | 112 |

            ## Steps

            Means over steps. Entropy, KL and mismatch are in nats a token; lengths in tokens.

            | steps | phase | reward | accuracy | response tokens | std. dev. | entropy | KL, behaviour | KL, reference | gradient norm | clip fraction | kept groups | drawn groups | mismatch | tokens/s |
            |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            | 1 | 1 | 0.530 | 0.550 | 6.40 | 1.20 | 0.310 | 1.50e-05 | 0.00120 | 0.420 | 1.30 % | 8 | 11 | 2.50e-06 | 4,768 |
            | 2 | 1 | - | - | 5.00 | 0 | 0.250 | - | - | - | - | 0 | 3 | - | 4,860 |

            ## Evaluations by prompt length

            ### 1 to 1,500 tokens

            | after step | accuracy | pass@8 | response tokens | phase | problems | samples | unscored |
            |---:|---:|---:|---:|---:|---:|---:|---:|
            | 2 | 0.625 | 0.750 | 6.13 | 1 | 4 | 32 | 1 |
            """);
  }

  @Test
  void aReportOfNothingHasItsSummaryAlone() throws IOException {
    RlReport report = new RlReport("GRPO", RlEnd.NO_SPREAD, List.of(), List.of(), List.of(), 0);
    Files.writeString(folder.resolve("reward.png"), "of an earlier report");

    report.writeTo(folder);

    assertThat(report.toMarkdown())
        .isEqualTo(
            "# GRPO\n\nEnded because too few groups had scores that differ, after 0 steps: 0 rollouts"
                + " and 0 that only scored problems, 0 tokens, 0.0 seconds.\n");
    assertThat(folder)
        .isDirectoryNotContaining("glob:**.png")
        .isDirectoryContaining("glob:**report.html");
  }

  @Test
  void longTrainingsAreToldInTwentySpansThatEndWithTheirPhases() {
    List<String> rows =
        CURVES
            .toMarkdown()
            .lines()
            .dropWhile(line -> !line.startsWith("| steps"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows).hasSizeBetween(15, 20);
    assertThat(rows).anyMatch(row -> row.startsWith("| 51-60 | 1 |"));
    assertThat(rows).anyMatch(row -> row.startsWith("| 61-70 | 2 |"));
    assertThat(rows).last().asString().startsWith("| 171-180 | 3 |");
  }

  @Test
  void writesAllStepsAsCsv() throws IOException {
    assertThat(small.resolve("steps.csv"))
        .hasContent(
            """
            step,phase,groups_drawn,groups_kept,groups_without_spread,groups_unscored,rollouts,unscored,reward,accuracy,response_tokens,response_tokens_variance,cut_off,entropy,prompt_tokens,generated_tokens,rollout_seconds,updates,loss,gradient_norm,clip_fraction,behaviour_kl,reference_kl,mismatch,mismatch_max,learning_rate,update_tokens,update_seconds
            1,1,11,8,2,1,88,9,0.53,0.55,6.4,1.44,0.0125,0.31,35200,563,5.0,4,-0.0125,0.42,0.013,1.5E-5,0.0012,2.5E-6,3.25E-4,0.001,26000,2.5
            2,1,3,0,0,3,24,24,,,5.0,0.0,0.0,0.25,9600,120,2.0,0,,,,,,,,,0,0.0
            """);
  }

  @Test
  void theCsvNamesWhatTheJsonNames() throws IOException {
    ObjectNode step = Json.parse(Files.readAllLines(small.resolve("metrics.jsonl")).get(0));
    step.remove("kind");

    assertThat(Files.readAllLines(small.resolve("steps.csv")).get(0).split(","))
        .containsExactlyElementsOf(step::fieldNames);
  }

  @Test
  void metricsComeBackFromTheirFile() throws IOException {
    List<ObjectNode> lines =
        Files.readAllLines(curves.resolve("metrics.jsonl")).stream().map(Json::parse).toList();
    int steps = CURVES.steps().size();

    assertThat(lines.subList(0, steps).stream().map(MetricsJson::step)).isEqualTo(CURVES.steps());
    assertThat(lines.subList(steps, lines.size()).stream().map(MetricsJson::evaluation))
        .isEqualTo(CURVES.evaluations());
  }

  @Test
  void drawsWhatItHas() throws IOException {
    String page = Files.readString(curves.resolve("report.html"));
    for (String name : PLOTS) {
      Path file = curves.resolve(name + ".png");
      BufferedImage image = ImageIO.read(file.toFile());
      assertThat(image.getWidth()).isEqualTo(1_280);
      assertThat(image.getHeight()).isEqualTo(800);
      assertThat(colours(image)).as(name).isGreaterThan(10);
      assertThat(page).contains(Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    }
  }

  private static long colours(BufferedImage image) {
    int width = image.getWidth();
    return Arrays.stream(image.getRGB(0, 0, width, image.getHeight(), null, 0, width))
        .distinct()
        .count();
  }

  @Test
  void thePageShowsAllTablesAndEscapesTheName() throws IOException {
    assertThat(Files.readString(small.resolve("report.html")))
        .contains(
            "<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;DAPO&quot;</h1>",
            "<h2>Phases</h2>",
            "<h2>Steps</h2>",
            "<h3>1 to 1,500 tokens</h3>",
            "alt=\"Mean reward of the rollouts by step\"")
        .doesNotContain("<script", "http:", "https:");
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> SampleReports.small("DAPO").writeTo(file))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(file + ": expected to be writable, found ");
  }
}
