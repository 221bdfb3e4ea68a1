package dev.longctx.onnx.critic;

import dev.longctx.api.ModelException;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a graph's values to probabilities and labels. Immutable and thread-safe. */
final class LabelReader {

  private final CriticManifest manifest;
  private final int keepClass;

  LabelReader(CriticManifest manifest) {
    this.manifest = manifest;
    this.keepClass = manifest.labels().names().indexOf("keep");
  }

  /**
   * Reads the labels of one window.
   *
   * @param outputs the graph's outputs by name
   * @param first the position of the window's first token, counted over the whole batch
   * @param size the window's tokens
   * @param window its number, for messages
   * @param tag the wanted tag word, or null for any
   */
  TokenLabels read(
      Map<String, FloatBuffer> outputs, int first, int size, int window, @Nullable String tag) {
    FloatBuffer logits = output(outputs, manifest.graph().logits());
    @Nullable TagReader tags = tagReader(outputs, tag);
    float[] keep = new float[size];
    byte[] labels = new byte[size];
    int classes = manifest.labelScheme().classes();
    for (int i = 0; i < size; i++) {
      int at = (first + i) * classes;
      double probability = keep(logits, at);
      if (tags != null) {
        probability *= tags.probability(first + i);
      }
      if (Double.isNaN(probability)) {
        throw notANumber(window, i);
      }
      keep[i] = (float) Math.min(1, probability);
      labels[i] = (byte) label(logits, at);
    }
    return new TokenLabels(keep, labels);
  }

  private @Nullable TagReader tagReader(Map<String, FloatBuffer> outputs, @Nullable String tag) {
    return manifest
        .graph()
        .lmLogits()
        .map(head -> new TagReader(head, output(outputs, head.output()), tag))
        .orElse(null);
  }

  private static FloatBuffer output(Map<String, FloatBuffer> outputs, String name) {
    FloatBuffer values = outputs.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no output " + name);
    }
    return values;
  }

  private double keep(FloatBuffer logits, int at) {
    return switch (manifest.labelScheme()) {
      case BIOE -> 1 - softmax(logits, at, 4, 2);
      case KEEP_DROP -> softmax(logits, at, 2, keepClass);
      case KEEP_SCORE -> 1 / (1 + Math.exp(-logits.get(at)));
    };
  }

  private int label(FloatBuffer logits, int at) {
    int classes = manifest.labelScheme().classes();
    if (classes == 1) {
      return logits.get(at) >= 0 ? 1 : 0;
    }
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (logits.get(at + c) > logits.get(at + best)) {
        best = c;
      }
    }
    return best;
  }

  /** The softmax of one of some values; NaN where a value is, or where the largest is infinite. */
  static double softmax(FloatBuffer values, int at, int count, int wanted) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < count; c++) {
      max = Math.max(max, values.get(at + c));
    }
    double sum = 0;
    for (int c = 0; c < count; c++) {
      sum += Math.exp(values.get(at + c) - max);
    }
    return Math.exp(values.get(at + wanted) - max) / sum;
  }

  private ModelException notANumber(int window, int token) {
    return new ModelException(
        "critic %s: expected a number for token %d of window %d, found NaN"
            .formatted(manifest.name(), token, window));
  }
}
