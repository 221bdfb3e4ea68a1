package dev.longctx.runs.folder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.runs.file.WholeFile;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;
import dev.longctx.runs.json.JsonLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The file that each step adds a line to. */
final class MetricsLog implements AutoCloseable {

  private static final int MAX_LINE = 1 << 20;

  private final Path file;
  private final FileChannel channel;

  private MetricsLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Empties the file. */
  static MetricsLog begin(Path file) throws IOException {
    WholeFile.write(file, writer -> {});
    return append(file);
  }

  /** Adds to the file as it is. */
  static MetricsLog append(Path file) throws IOException {
    return new MetricsLog(
        file, FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
  }

  /**
   * Gives what the file says of the first steps. Lines behind them are those of steps that were
   * lost, the last one maybe only in part, and are removed.
   */
  static void cut(Path file, long step, Consumer<ObjectNode> reader) throws IOException {
    Kept kept = new Kept(step, reader);
    JsonLines.readUntil(file, Reason.CHECKPOINT, MAX_LINE, kept::take, () -> kept.steps == step);
    if (kept.steps != step) {
      throw new TrainingException(
          Reason.CHECKPOINT, "%s: expected %d steps, found %d".formatted(file, step, kept.steps));
    }
    WholeFile.write(
        file,
        writer -> {
          for (String line : kept.lines) {
            writer.append(line).append('\n');
          }
        });
  }

  /** The lines up to a step. */
  private static final class Kept {

    private final long last;
    private final Consumer<ObjectNode> reader;
    private final List<String> lines = new ArrayList<>();
    private long steps;

    Kept(long last, Consumer<ObjectNode> reader) {
      this.last = last;
      this.reader = reader;
    }

    boolean take(ObjectNode line) {
      if (Fields.integer(line, "step") > last) {
        return false;
      }
      boolean isStep = "step".equals(Fields.text(line, "kind"));
      String text = Json.line(line);
      reader.accept(line);
      lines.add(text);
      steps += isStep ? 1 : 0;
      return true;
    }
  }

  void add(ObjectNode line) {
    ByteBuffer bytes = ByteBuffer.wrap((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new TrainingException(
          Reason.CHECKPOINT, file + ": expected to be writable, found " + e, e);
    }
  }

  void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": cannot be closed: " + e, e);
    }
  }
}
