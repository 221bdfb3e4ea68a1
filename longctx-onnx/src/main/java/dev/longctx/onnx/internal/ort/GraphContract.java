package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.longctx.api.ModelException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * What a token labelling graph must look like: integer inputs [batch, length] and float outputs
 * [batch, length, columns].
 *
 * @param where the model, for messages
 * @param outputs the columns of each output that will be read
 */
public record GraphContract(String where, Map<String, Integer> outputs) {

  static final String IDS = "input_ids";
  static final String MASK = "attention_mask";
  static final String TYPES = "token_type_ids";
  static final String POSITIONS = "position_ids";

  private static final Set<String> REQUIRED_INPUTS = Set.of(IDS, MASK);
  private static final Set<String> KNOWN_INPUTS = Set.of(IDS, MASK, TYPES, POSITIONS);

  /** Copies the map. */
  public GraphContract {
    outputs = Map.copyOf(outputs);
  }

  void checkInputs(Map<String, NodeInfo> inputs) {
    if (!inputs.keySet().containsAll(REQUIRED_INPUTS)
        || !KNOWN_INPUTS.containsAll(inputs.keySet())) {
      throw new ModelException(
          "%s: expected inputs %s and %s, with or without %s and %s, found %s"
              .formatted(where, IDS, MASK, TYPES, POSITIONS, inputs.keySet()));
    }
    inputs.values().forEach(input -> checkTensor("input", input, OnnxJavaType.INT64, 2));
  }

  void checkOutputs(Map<String, NodeInfo> found) {
    outputs.forEach(
        (name, columns) -> {
          NodeInfo output = found.get(name);
          if (output == null) {
            throw new ModelException(
                "%s: expected an output %s, found %s".formatted(where, name, found.keySet()));
          }
          checkColumns(name, columns, checkTensor("output", output, OnnxJavaType.FLOAT, 3));
        });
  }

  private TensorInfo checkTensor(String kind, NodeInfo node, OnnxJavaType type, int rank) {
    if (!(node.getInfo() instanceof TensorInfo tensor)
        || tensor.type != type
        || tensor.getShape().length != rank) {
      throw new ModelException(
          "%s: expected %s %s to be a tensor of %s with %d dimensions, found %s"
              .formatted(where, kind, node.getName(), type, rank, node.getInfo()));
    }
    if (tensor.getShape()[0] >= 0 || tensor.getShape()[1] >= 0) {
      throw new ModelException(
          "%s: expected %s %s to leave batch and length open, found %s"
              .formatted(where, kind, node.getName(), Arrays.toString(tensor.getShape())));
    }
    return tensor;
  }

  private void checkColumns(String name, int columns, TensorInfo output) {
    long found = output.getShape()[2];
    if (found >= 0 && found != columns) {
      throw new ModelException(
          "%s: expected output %s to have %d values a token, found %d"
              .formatted(where, name, columns, found));
    }
  }
}
