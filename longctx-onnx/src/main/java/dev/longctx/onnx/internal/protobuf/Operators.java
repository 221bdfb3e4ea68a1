package dev.longctx.onnx.internal.protobuf;

/** Looks for operators in a model's main graph. */
public final class Operators {

  private static final int GRAPH = 7;
  private static final int NODE = 1;
  private static final int OPERATOR = 4;

  private Operators() {}

  /**
   * Whether a model's main graph has a node of some kind.
   *
   * @param onnx a model, ONNX's protobuf form
   * @param operator the kind
   * @return true if there is one
   * @throws MalformedOnnxException if the bytes are no such model
   */
  public static boolean contain(byte[] onnx, String operator) {
    ProtobufReader model = new ProtobufReader(onnx);
    while (model.next()) {
      if (model.field() == GRAPH && graphContains(model.message(), operator)) {
        return true;
      }
    }
    return false;
  }

  private static boolean graphContains(ProtobufReader graph, String operator) {
    while (graph.next()) {
      if (graph.field() == NODE && isOf(graph.message(), operator)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(ProtobufReader node, String operator) {
    while (node.next()) {
      if (node.field() == OPERATOR && node.text().equals(operator)) {
        return true;
      }
    }
    return false;
  }
}
