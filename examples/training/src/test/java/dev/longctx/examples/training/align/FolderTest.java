package dev.longctx.examples.training.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderTest {

  private static final Map<Integer, Double> RIGHT =
      Map.of(128, 1.0, 512, 0.5, 1024, 0.25, 2048, 0.0);

  @TempDir private Path directory;

  @Test
  void refusesAnotherExperimentsFolder() throws IOException {
    Folder folder = new Folder(directory);
    folder.pin("scale 1");
    folder.pin("scale 1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> folder.pin("scale 2"))
        .withMessageContaining("settings.txt: expected");
  }

  @Test
  void knowsWhatIsFinished() throws IOException {
    Folder folder = new Folder(directory);
    RunResult result = result(Arm.DPO_LONG, 2, 0.5);
    Files.createDirectories(folder.run(Arm.DPO_LONG, 2));
    result.write(folder.result(Arm.DPO_LONG, 2));

    assertThat(folder.finished(Arm.DPO_LONG, 2)).contains(result);
    assertThat(folder.finished(Arm.DPO_LONG, 1)).isEmpty();
    assertThat(folder.finished(List.of(1L, 2L))).containsExactly(result);
  }

  @Test
  void comparesCostsWithTheSameObjectiveOnLongContexts() throws IOException {
    Results results =
        new Results(
            List.of(
                result(Arm.DPO_LONG, 1, 0.5),
                result(Arm.DPO_LONG, 2, 1.5),
                result(Arm.DPO_SOLO, 1, 0.6)));

    assertThat(results.table(new Folder(directory), List.of()))
        .contains("| dpo-long | 40 | 100 (100–100) | 50 (50–50) | 25 (25–25) | 0 (0–0) |")
        .contains("| dpo-solo | 0.60 |");
  }

  private static RunResult result(Arm arm, long seed, double seconds) {
    return new RunResult(arm.title(), seed, arm.steps(), RIGHT, RIGHT, 1.5, 0.5, seconds);
  }
}
