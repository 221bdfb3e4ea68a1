package dev.longctx.runs.folder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.runs.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The smallest run: its policy is a file with the number of steps in two parts. */
final class Run {

  static final List<String> PARTS = List.of("a.bin", "b.bin");

  private Run() {}

  static ObjectNode settings() {
    return Json.object().put("training", "test").put("seed", 3);
  }

  static ObjectNode line(String kind, long step) {
    return Json.object().put("kind", kind).put("step", step).put("value", step / 3.0);
  }

  /** Lines as texts, for numbers come back as the shortest type that holds them. */
  static List<String> texts(List<ObjectNode> lines) {
    return lines.stream().map(Json::line).toList();
  }

  /** What a checkpoint says, as a text. */
  static String state(long step, long phase) {
    return Json.line(Json.object().put("step", step).put("phase", phase));
  }

  /** A step and what comes after it. */
  static void step(RunFolder folder, long step) {
    folder.record(line("step", step));
    folder.record(line("evaluation", step));
  }

  static void commit(RunFolder folder, long step) {
    folder.commit(step, Json.object().put("phase", step / 2), policy(step));
  }

  static Consumer<Path> policy(long step) {
    return to ->
        io(
            () -> {
              Files.createDirectories(to);
              for (String part : PARTS) {
                Files.writeString(to.resolve(part), "step " + step);
              }
            });
  }

  /** What a policy's folder holds. */
  static List<String> read(Path policy) {
    return PARTS.stream().map(part -> text(policy.resolve(part))).toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> names(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What may fail on a disk. */
  interface Work {

    void run() throws IOException;
  }

  static void io(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
