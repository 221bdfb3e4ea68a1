package dev.longctx.onnx.internal.protobuf;

import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the files that an ONNX model names as holders of its tensors, wherever a tensor may stand:
 * in initializers, sparse ones, attributes, subgraphs, functions and training graphs. What the
 * engine would make of each place does not matter: every name counts.
 */
public final class ExternalData {

  private static final int MAX_DEPTH = 200;

  private final Set<String> locations = new TreeSet<>();

  private ExternalData() {}

  /**
   * The locations as the model writes them, unchecked.
   *
   * @param onnx a model, ONNX's protobuf form
   * @return the locations, sorted; empty for a model that is whole
   * @throws MalformedOnnxException if the bytes are truncated or no such model
   */
  public static Set<String> locations(byte[] onnx) {
    ExternalData scan = new ExternalData();
    if (!scan.model(new ProtobufReader(onnx))) {
      throw new MalformedOnnxException("expected a model with a graph, found none");
    }
    return scan.locations;
  }

  private boolean model(ProtobufReader model) {
    boolean hasGraph = false;
    while (model.next()) {
      switch (model.field()) {
        case 7 -> {
          hasGraph = true;
          graph(model.message(), 0);
        }
        case 20 -> training(model.message());
        case 25 -> function(model.message());
        default -> {}
      }
    }
    return hasGraph;
  }

  private void training(ProtobufReader training) {
    while (training.next()) {
      switch (training.field()) {
        case 1, 2 -> graph(training.message(), 0);
        default -> {}
      }
    }
  }

  private void function(ProtobufReader function) {
    while (function.next()) {
      switch (function.field()) {
        case 7 -> node(function.message(), 0);
        case 11 -> attribute(function.message(), 0);
        default -> {}
      }
    }
  }

  private void graph(ProtobufReader graph, int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedOnnxException("expected at most " + MAX_DEPTH + " levels, found more");
    }
    while (graph.next()) {
      switch (graph.field()) {
        case 1 -> node(graph.message(), depth);
        case 5 -> tensor(graph.message());
        case 15 -> sparseTensor(graph.message());
        default -> {}
      }
    }
  }

  private void node(ProtobufReader node, int depth) {
    while (node.next()) {
      if (node.field() == 5) {
        attribute(node.message(), depth);
      }
    }
  }

  private void attribute(ProtobufReader attribute, int depth) {
    while (attribute.next()) {
      switch (attribute.field()) {
        case 5, 10 -> tensor(attribute.message());
        case 6, 11 -> graph(attribute.message(), depth + 1);
        case 22, 23 -> sparseTensor(attribute.message());
        default -> {}
      }
    }
  }

  private void sparseTensor(ProtobufReader sparse) {
    while (sparse.next()) {
      switch (sparse.field()) {
        case 1, 2 -> tensor(sparse.message());
        default -> {}
      }
    }
  }

  private void tensor(ProtobufReader tensor) {
    while (tensor.next()) {
      if (tensor.field() == 13) {
        entry(tensor.message());
      }
    }
  }

  private void entry(ProtobufReader entry) {
    String key = "";
    String value = "";
    while (entry.next()) {
      switch (entry.field()) {
        case 1 -> key = entry.text();
        case 2 -> value = entry.text();
        default -> {}
      }
    }
    if (key.equals("location")) {
      locations.add(value);
    }
  }
}
