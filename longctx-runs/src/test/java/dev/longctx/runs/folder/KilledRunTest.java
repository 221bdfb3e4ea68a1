package dev.longctx.runs.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.training.TrainingException;
import dev.longctx.runs.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run finds that was killed between two writes of its second checkpoint. */
class KilledRunTest {

  private static final String PART = ".state.json.1db27d1c-4e07-4d02-bbeb-a1c3265766a8.part";

  @TempDir Path directory;
  private Path before;
  private Path after;
  private Path killed;

  @BeforeEach
  void run() {
    Path live = directory.resolve("live");
    before = directory.resolve("before");
    after = directory.resolve("after");
    killed = directory.resolve("killed");
    try (RunFolder folder = RunFolder.open(live, Run.settings())) {
      folder.restore(policy -> {});
      folder.keepBase(Run.policy(0));
      Run.step(folder, 1);
      Run.commit(folder, 1);
      Run.step(folder, 2);
      Run.copy(live, before);
      Run.commit(folder, 2);
    }
    Run.copy(live, after);
    Run.copy(before, killed);
  }

  private void assertGoesOnFrom(long step) {
    try (RunFolder folder = RunFolder.open(killed, Run.settings())) {
      assertThat(
              folder.restore(policy -> assertThat(Run.read(policy)).containsOnly("step " + step)))
          .hasSize(2 * (int) step);
      assertThat(folder.state().map(Json::line)).contains(Run.state(step, step / 2));
      assertThat(Run.read(folder.baseFolder())).containsOnly("step 0");
      assertThat(Run.names(killed))
          .containsExactlyInAnyOrder(
              "base",
              "lock",
              "metrics.jsonl",
              folder.policyFolder(step).getFileName().toString(),
              "settings.json",
              "state.json");
      for (long next = step + 1; next <= 3; next++) {
        Run.step(folder, next);
        Run.commit(folder, next);
      }
    }
    try (RunFolder folder = RunFolder.open(killed, Run.settings())) {
      assertThat(Run.texts(folder.restore(policy -> {})))
          .isEqualTo(
              Run.texts(
                  List.of(
                      Run.line("step", 1),
                      Run.line("evaluation", 1),
                      Run.line("step", 2),
                      Run.line("evaluation", 2),
                      Run.line("step", 3),
                      Run.line("evaluation", 3))));
    }
  }

  @Test
  void beforeTheCheckpoint() {
    assertGoesOnFrom(1);
  }

  @Test
  void inTheMiddleOfALine() throws IOException {
    Files.writeString(
        killed.resolve("metrics.jsonl"), "{\"kind\":\"ste", StandardOpenOption.APPEND);

    assertGoesOnFrom(1);
  }

  @Test
  void beforeTheSystemHadWrittenTheLines() throws IOException {
    Path log = killed.resolve("metrics.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.writeString(log, lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(4));

    assertGoesOnFrom(1);
  }

  @Test
  void whileThePolicyWasBeingWritten() throws IOException {
    Path half = Files.createDirectories(killed.resolve("policy-000000002"));
    Files.writeString(half.resolve("a.bin"), "ste");

    assertGoesOnFrom(1);
  }

  @Test
  void afterThePolicyWasWritten() {
    Run.copy(after.resolve("policy-000000002"), killed.resolve("policy-000000002"));

    assertGoesOnFrom(1);
  }

  @Test
  void whileTheStateWasBeingWritten() throws IOException {
    Run.copy(after.resolve("policy-000000002"), killed.resolve("policy-000000002"));
    Files.writeString(killed.resolve(PART), "{\"step\":2");

    assertGoesOnFrom(1);
  }

  @Test
  void afterTheStateWasReplaced() {
    Run.copy(after, killed);
    assertThat(killed.resolve("policy-000000001")).exists();

    assertGoesOnFrom(2);
  }

  @Test
  void whileThePolicyBeforeWasBeingRemoved() throws IOException {
    Run.copy(after, killed);
    Files.delete(killed.resolve("policy-000000001").resolve("b.bin"));

    assertGoesOnFrom(2);
  }

  @Test
  void whileTheLogWasBeingCut() throws IOException {
    Files.copy(
        killed.resolve("metrics.jsonl"),
        killed.resolve(PART.replace("state.json", "metrics.jsonl")),
        StandardCopyOption.REPLACE_EXISTING);

    assertGoesOnFrom(1);
  }

  @Test
  void aPolicyThatCannotBeWrittenLeavesTheCheckpointBefore() {
    try (RunFolder folder = RunFolder.open(killed, Run.settings())) {
      folder.restore(policy -> {});
      Run.step(folder, 2);
      assertThatThrownBy(
              () ->
                  folder.commit(
                      2,
                      Json.object(),
                      to -> {
                        throw new IllegalStateException("disk full");
                      }))
          .hasMessage("disk full");
    }

    assertGoesOnFrom(1);
  }

  @Test
  void aStateThatCannotBeWrittenLeavesThePolicyBefore() throws IOException {
    Path state = killed.resolve("state.json");
    String old = Run.text(state);
    try (RunFolder folder = RunFolder.open(killed, Run.settings())) {
      folder.restore(policy -> {});
      Run.step(folder, 2);
      assertThatThrownBy(() -> folder.commit(2, Json.object(), to -> block(state)))
          .isInstanceOf(TrainingException.class);
    }
    Files.delete(state.resolve("in the way"));
    Files.delete(state);
    Files.writeString(state, old);

    assertGoesOnFrom(1);
  }

  /** A folder with something in it cannot be replaced. */
  private static void block(Path file) {
    Run.io(
        () -> {
          Files.delete(file);
          Files.createDirectory(file);
          Files.createFile(file.resolve("in the way"));
        });
  }

  @Test
  void beforeItsFirstCheckpointBeginsAnew() throws IOException {
    Files.delete(killed.resolve("state.json"));
    Files.delete(killed.resolve("base").resolve("b.bin"));

    try (RunFolder folder = RunFolder.open(killed, Run.settings())) {
      assertThat(folder.state()).isEmpty();
      assertThat(folder.restore(policy -> {})).isEmpty();
      folder.keepBase(Run.policy(0));
      Run.step(folder, 1);
      Run.commit(folder, 1);
    }

    assertGoesOnFrom(1);
  }

  @Test
  void beforeItsSettingsWereWrittenBeginsAnew() throws IOException {
    Path fresh = Files.createDirectories(directory.resolve("fresh"));
    Files.writeString(fresh.resolve("lock"), "");
    Files.writeString(fresh.resolve(PART.replace("state", "settings")), "{\"see");

    try (RunFolder folder = RunFolder.open(fresh, Run.settings())) {
      assertThat(folder.state()).isEmpty();
      assertThat(Run.names(fresh)).containsExactlyInAnyOrder("lock", "settings.json");
    }
  }
}
