package dev.longctx.runs.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {

  @TempDir Path path;

  private RunFolder open() {
    return RunFolder.open(path, Run.settings());
  }

  /** Two steps, of which the first one has a checkpoint. */
  private void run() {
    try (RunFolder folder = open()) {
      folder.restore(policy -> {});
      folder.record(Run.line("evaluation", 0));
      Run.step(folder, 1);
      Run.commit(folder, 1);
      Run.step(folder, 2);
    }
  }

  @Test
  void beginsWithNothing() {
    try (RunFolder folder = open()) {
      List<Path> read = new ArrayList<>();

      assertThat(folder.state()).isEmpty();
      assertThat(folder.restore(read::add)).isEmpty();
      assertThat(read).isEmpty();
      assertThat(Run.names(path))
          .containsExactlyInAnyOrder("lock", "metrics.jsonl", "settings.json");
    }
  }

  @Test
  void goesOnFromTheLastCheckpoint() {
    run();

    try (RunFolder folder = open()) {
      List<Path> read = new ArrayList<>();
      List<ObjectNode> lines = folder.restore(read::add);

      assertThat(folder.state().map(Json::line)).contains(Run.state(1, 0));
      assertThat(read).containsExactly(path.resolve("policy-000000001"));
      assertThat(Run.read(read.get(0))).containsOnly("step 1");
      assertThat(Run.texts(lines))
          .isEqualTo(
              Run.texts(
                  List.of(
                      Run.line("evaluation", 0), Run.line("step", 1), Run.line("evaluation", 1))));
      Run.step(folder, 2);
      Run.commit(folder, 2);
    }
    try (RunFolder folder = open()) {
      assertThat(folder.restore(policy -> {})).hasSize(5);
      assertThat(folder.state().map(Json::line)).contains(Run.state(2, 1));
    }
  }

  @Test
  void removesThePolicyOfTheCheckpointBefore() {
    run();

    try (RunFolder folder = open()) {
      folder.restore(policy -> {});
      Run.step(folder, 2);
      Run.commit(folder, 2);

      assertThat(folder.policyFolder(1)).doesNotExist();
      assertThat(Run.read(folder.policyFolder(2))).containsOnly("step 2");
    }
  }

  @Test
  void aStateThatWasReadCanBeWrittenAgain() {
    run();

    try (RunFolder folder = open()) {
      folder.restore(policy -> {});
      Run.step(folder, 2);
      folder.commit(2, folder.state().orElseThrow(), Run.policy(2));

      assertThat(folder.state().map(Json::line)).contains(Run.state(2, 0));
    }
  }

  @Test
  void refusesAnotherRun() {
    open().close();

    assertRefused(
        () -> RunFolder.open(path, Run.settings().put("seed", 4)),
        "seed: expected 3, with which the run began, found 4");
    assertRefused(
        () -> RunFolder.open(path, Run.settings().put("more", true)),
        "more: expected none, with which the run began, found true");
    open().close();
  }

  @Test
  void refusesASecondRunAtTheSameTime() {
    RunFolder first = open();
    first.restore(policy -> {});
    assertRefused(this::open, "expected no other run at work there, found one");
    first.close();
    first.close();
    open().close();
  }

  @Test
  void keepsTheBase() {
    try (RunFolder folder = open()) {
      folder.restore(policy -> {});
      assertThat(folder.keepBase(Run.policy(0))).isEqualTo(folder.baseFolder());
      for (long step = 1; step <= 3; step++) {
        Run.step(folder, step);
        Run.commit(folder, step);
      }
    }
    try (RunFolder folder = open()) {
      folder.restore(policy -> {});

      assertThat(Run.read(folder.baseFolder())).containsOnly("step 0");
      assertThatThrownBy(() -> folder.keepBase(Run.policy(3)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("keepBase: expected before the first checkpoint");
      assertThat(Run.read(folder.baseFolder())).containsOnly("step 0");
    }
  }

  @Test
  void holdsFilesOfTheRunsOwn() {
    try (RunFolder folder = open()) {
      folder.write("data.jsonl", writer -> writer.append("a\n"));
      folder.write("data.jsonl", writer -> writer.append("b\n"));

      assertThat(folder.file("data.jsonl")).hasContent("b");
    }
    open().close();
    assertThat(path.resolve("data.jsonl")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"state.json", "settings.json", "metrics.jsonl", "lock", "base", "../a.b", "", "."})
  void refusesNamesOfFilesThatAreNotTheRunsOwn(String name) {
    try (RunFolder folder = open()) {
      assertThatThrownBy(() -> folder.file(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("found " + name);
    }
  }

  @Test
  void isRestoredOnceAndFirst() {
    try (RunFolder folder = open()) {
      assertThatThrownBy(() -> folder.record(Run.line("step", 1)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> Run.commit(folder, 0)).isInstanceOf(IllegalStateException.class);
      folder.restore(policy -> {});
      assertThatThrownBy(() -> folder.restore(policy -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(path.resolve("state.json")).doesNotExist();
  }

  @Test
  void refusesALineThatCouldNotBeReadBack() {
    try (RunFolder folder = open()) {
      folder.restore(policy -> {});
      assertThatThrownBy(() -> folder.record(Json.object().put("kind", "step")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("step: expected an integer, found none");
      assertThatThrownBy(() -> folder.record(Json.object().put("step", 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("kind: expected a text, found none");
      assertThat(path.resolve("metrics.jsonl")).isEmptyFile();
    }
  }

  @Test
  void namesFileAndLineOfWhatIsWrong() throws IOException {
    run();

    try (RunFolder folder = open()) {
      assertRefused(
          () -> folder.state(found -> Fields.text(found, "phase")),
          "state.json, phase: expected a text, found number");
      assertRefused(
          () -> folder.restore(line -> Fields.text(line, "value"), policy -> {}),
          "metrics.jsonl, line 1: value: expected a text, found number");
    }
    Files.writeString(path.resolve("state.json"), "{\"step\":-1}");
    try (RunFolder folder = open()) {
      assertRefused(folder::state, "state.json, step: expected 0 or more, found -1");
    }
    Files.writeString(path.resolve("state.json"), "{\"step\":3}");
    try (RunFolder folder = open()) {
      assertRefused(() -> folder.restore(policy -> {}), "expected 3 steps, found 2");
    }
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CHECKPOINT))
        .hasMessageContaining(message);
  }
}
