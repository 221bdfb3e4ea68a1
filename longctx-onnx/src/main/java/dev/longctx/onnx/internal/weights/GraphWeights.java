package dev.longctx.onnx.internal.weights;

import dev.longctx.api.ModelException;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.internal.protobuf.Initializer;
import dev.longctx.onnx.internal.protobuf.Initializers;
import dev.longctx.onnx.internal.protobuf.Kernels;
import dev.longctx.onnx.internal.protobuf.MalformedOnnxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * The weights that a graph holds under the names and in the form of a checkpoint: initializers
 * whose names end in {@code .weight} or {@code .bias}. Immutable and thread-safe.
 */
public final class GraphWeights {

  private static final int MOST_NAMED = 4;

  private final String where;
  private final Map<String, Initializer> weights;
  private final List<Initializer> tables;

  private GraphWeights(String where, Map<String, Initializer> weights, List<Initializer> tables) {
    this.where = where;
    this.weights = Collections.unmodifiableMap(weights);
    this.tables = List.copyOf(tables);
  }

  /**
   * Finds the weights of a graph.
   *
   * @param onnx the verified model
   * @param where the model, for messages
   * @return its weights
   * @throws ModelException if there are none, or one is not as a checkpoint has it
   */
  public static GraphWeights of(byte[] onnx, String where) {
    try {
      Set<String> transposed = Kernels.transposed(onnx);
      Map<String, Initializer> weights = new LinkedHashMap<>();
      List<Initializer> tables = new ArrayList<>();
      for (Initializer each : Initializers.of(onnx)) {
        if (isWeight(each.name())) {
          require(each, transposed, where);
          weights.put(each.name(), each);
        } else if (each.place() != null && each.place().location() != null) {
          tables.add(each);
        }
      }
      if (weights.isEmpty()) {
        throw new ModelException(
            where + ": expected weights under their checkpoint's names, found none");
      }
      return new GraphWeights(where, weights, tables);
    } catch (MalformedOnnxException e) {
      throw new ModelException(where + ": expected an ONNX model, found: " + e.getMessage(), e);
    }
  }

  private static boolean isWeight(String name) {
    return name.endsWith(".weight") || name.endsWith(".bias");
  }

  private static void require(Initializer weight, Set<String> transposed, String where) {
    Initializer.Place place = weight.place();
    if (weight.type() != Initializer.FLOAT
        || place == null
        || weight.values() < 0
        || place.length() != weight.values() * Float.BYTES) {
      throw new ModelException(
          "%s: %s: expected 32-bit floats as plain bytes of the shape %s, found type %d, %s"
              .formatted(where, weight.name(), weight.shape(), weight.type(), place));
    }
    if (weight.shape().size() > 1 && transposed.contains(weight.name())) {
      throw new ModelException(
          "%s: %s: expected a kernel as its checkpoint has it, [out, in], found it transposed"
              .formatted(where, weight.name()));
    }
  }

  /**
   * The weights.
   *
   * @return tensors by name, in the graph's order
   */
  public Map<String, Initializer> weights() {
    return weights;
  }

  /**
   * What else lies outside of the model's file.
   *
   * @return tensors that no training changes
   */
  List<Initializer> tables() {
    return tables;
  }

  /** The model, for messages. */
  String where() {
    return where;
  }

  /**
   * Checks that other weights fit.
   *
   * @param others their names and shapes
   * @throws ModelException if they do not
   */
  public void check(Weights others) {
    Set<String> names = others.names();
    if (!names.equals(weights.keySet())) {
      throw new ModelException(
          "%s: expected %d weights, found %d; missing: %s; not the model's: %s"
              .formatted(
                  where,
                  weights.size(),
                  names.size(),
                  without(weights.keySet(), names),
                  without(names, weights.keySet())));
    }
    weights.forEach((name, weight) -> checkShape(weight, others.shape(name)));
  }

  private static String without(Set<String> names, Set<String> others) {
    Set<String> rest = new TreeSet<>(names);
    rest.removeAll(others);
    List<String> first = rest.stream().limit(MOST_NAMED).toList();
    return first.size() < rest.size()
        ? first + " and " + (rest.size() - first.size()) + " more"
        : first.toString();
  }

  private void checkShape(Initializer weight, long[] found) {
    List<Long> shape = LongStream.of(found).boxed().toList();
    if (!shape.equals(weight.shape())) {
      throw new ModelException(
          "%s: %s: expected the shape %s, found %s"
              .formatted(where, weight.name(), weight.shape(), shape));
    }
  }
}
