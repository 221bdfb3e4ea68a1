package dev.longctx.align.internal.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.StepMetrics;
import dev.longctx.align.internal.file.WholeFile;
import dev.longctx.align.internal.json.Fields;
import dev.longctx.align.internal.json.Json;
import dev.longctx.align.internal.json.JsonLines;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

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
   * What the file says of the first steps. Lines behind them are those of steps that were lost, the
   * last one maybe only in part, and are removed.
   */
  static Progress truncate(Path file, long step, long updatesBefore) throws IOException {
    List<StepMetrics> steps = new ArrayList<>();
    List<EvaluationPoint> evaluations = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    JsonLines.readUntil(
        file,
        Reason.CHECKPOINT,
        MAX_LINE,
        node -> {
          if (Fields.integer(node, "step") > step) {
            return false;
          }
          if ("step".equals(Fields.text(node, "kind"))) {
            steps.add(MetricsJson.step(node));
          } else {
            evaluations.add(MetricsJson.evaluation(node));
          }
          kept.add(Json.line(node));
          return true;
        },
        () -> steps.size() == step);
    if (steps.size() != step) {
      throw new TrainingException(
          Reason.CHECKPOINT, "%s: expected %d steps, found %d".formatted(file, step, steps.size()));
    }
    WholeFile.write(
        file,
        writer -> {
          for (String line : kept) {
            writer.append(line).append('\n');
          }
        });
    return new Progress(updatesBefore, steps, evaluations);
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
