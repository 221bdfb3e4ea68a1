package dev.longctx.onnx.critic;

import dev.longctx.api.ModelException;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** The probability of a tag word at a token, or of any word but the outside one. */
final class TagReader {

  private final CriticManifest.LmLogits head;
  private final FloatBuffer values;
  private final int columns;
  private final int wanted;
  private final int outside;

  TagReader(CriticManifest.LmLogits head, FloatBuffer values, @Nullable String tag) {
    this.head = head;
    this.values = values;
    this.columns = head.tagWords().size();
    this.wanted = tag == null ? -1 : head.tagWords().indexOf(tag);
    this.outside = head.tagWords().indexOf(head.outside());
  }

  /** The probability at a token, counted over the whole batch; NaN where the graph gives NaN. */
  double probability(int token) {
    int at = token * columns;
    return wanted >= 0 ? probability(at, wanted) : anyTag(at);
  }

  private double anyTag(int at) {
    double sum = 0;
    for (int column = 0; column < columns; column++) {
      if (column != outside) {
        sum += probability(at, column);
      }
    }
    return sum;
  }

  /** Half precision rounds a log-probability of 0 to a little more, never to this much. */
  private static float logProbability(float value) {
    if (value > 0.01f) {
      throw new ModelException(
          "graph: lmLogits: expected log-probabilities for VOCABULARY, found " + value);
    }
    return value;
  }

  private double probability(int at, int column) {
    return switch (head.normalisation()) {
      case VOCABULARY -> Math.exp(logProbability(values.get(at + column)));
      case TAG_WORDS -> LabelReader.softmax(values, at, columns, column);
    };
  }
}
