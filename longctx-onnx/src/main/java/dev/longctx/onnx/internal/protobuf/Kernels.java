package dev.longctx.onnx.internal.protobuf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for kernels that lie in a graph as [in, out], the transpose of what checkpoints hold: right
 * operands of MatMul, and of Gemm where it does not transpose them.
 */
public final class Kernels {

  private static final int GRAPH = 7;
  private static final int NODE = 1;

  private Kernels() {}

  /**
   * The transposed kernels of a model's main graph.
   *
   * @param onnx a model, ONNX's protobuf form
   * @return the names of values that are used so
   * @throws MalformedOnnxException if the bytes are no such model
   */
  public static Set<String> transposed(byte[] onnx) {
    Set<String> names = new TreeSet<>();
    ProtobufReader model = new ProtobufReader(onnx);
    while (model.next()) {
      if (model.field() == GRAPH) {
        ProtobufReader graph = model.message();
        while (graph.next()) {
          if (graph.field() == NODE) {
            add(graph.message(), names);
          }
        }
      }
    }
    return names;
  }

  private static void add(ProtobufReader node, Set<String> names) {
    List<String> inputs = new ArrayList<>();
    String operator = "";
    boolean turns = false;
    while (node.next()) {
      switch (node.field()) {
        case 1 -> inputs.add(node.text());
        case 4 -> operator = node.text();
        case 5 -> turns |= turns(node.message());
        default -> {}
      }
    }
    boolean takesKernel = operator.equals("MatMul") || (operator.equals("Gemm") && !turns);
    if (takesKernel && inputs.size() > 1) {
      names.add(inputs.get(1));
    }
  }

  private static boolean turns(ProtobufReader attribute) {
    String name = "";
    long value = 0;
    while (attribute.next()) {
      switch (attribute.field()) {
        case 1 -> name = attribute.text();
        case 3 -> value = attribute.number();
        default -> {}
      }
    }
    return name.equals("transB") && value != 0;
  }
}
