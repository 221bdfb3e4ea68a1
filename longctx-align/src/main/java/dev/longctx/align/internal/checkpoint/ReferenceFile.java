package dev.longctx.align.internal.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.internal.train.Task.ReferenceRequest;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;
import dev.longctx.runs.json.JsonLines;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** Log-probabilities under the reference, a line an example. */
final class ReferenceFile {

  private static final int MAX_LINE = 1 << 20;

  private ReferenceFile() {}

  static void write(Writer writer, List<ReferenceRequest> requests, List<double[]> sums)
      throws IOException {
    for (int i = 0; i < sums.size(); i++) {
      ObjectNode line = Json.object().put("id", requests.get(i).id());
      ArrayNode array = line.putArray("log_probs");
      for (double sum : sums.get(i)) {
        array.add(sum);
      }
      writer.append(Json.line(line)).append('\n');
    }
  }

  static List<double[]> read(Path file, List<ReferenceRequest> requests) {
    List<Line> lines =
        JsonLines.read(
            file,
            Reason.CHECKPOINT,
            MAX_LINE,
            node -> new Line(Fields.text(node, "id"), numbers(file, node)));
    require(file, "examples", requests.size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      require(file, "example " + (i + 1), requests.get(i).id(), lines.get(i).id());
      int sequences = requests.get(i).groups().stream().mapToInt(List<TokenSequence>::size).sum();
      require(file, "log_probs of " + lines.get(i).id(), sequences, lines.get(i).sums().length);
    }
    return lines.stream().map(Line::sums).toList();
  }

  private static double[] numbers(Path file, ObjectNode node) {
    return Fields.list(node, "log_probs", each -> each).stream()
        .mapToDouble(
            each -> {
              if (!each.isNumber()) {
                throw new IllegalArgumentException(
                    file + ", log_probs: expected numbers, found " + each.getNodeType());
              }
              return each.doubleValue();
            })
        .toArray();
  }

  private static void require(Path file, String name, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new TrainingException(
          Reason.CHECKPOINT,
          "%s, %s: expected %s, found %s".formatted(file, name, expected, found));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Line(String id, double[] sums) {}
}
