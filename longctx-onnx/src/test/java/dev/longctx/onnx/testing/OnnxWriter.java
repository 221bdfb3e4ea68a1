package dev.longctx.onnx.testing;

import com.google.common.primitives.Bytes;

/** Writes small ONNX graphs. */
public final class OnnxWriter {

  public static final int FLOAT = 1;
  public static final int INT64 = 7;

  private final ProtobufWriter graph = new ProtobufWriter().text(2, "graph");

  /** Dimensions below 0 stay open. */
  public OnnxWriter input(String name, int type, long... dimensions) {
    graph.message(11, value(name, type, dimensions));
    return this;
  }

  public OnnxWriter output(String name, int type, long... dimensions) {
    graph.message(12, value(name, type, dimensions));
    return this;
  }

  public OnnxWriter node(String operator, String output, String... inputs) {
    return node(operator, output, new ProtobufWriter(), inputs);
  }

  /** A node with attributes, written as fields 5 of a NodeProto. */
  public OnnxWriter node(
      String operator, String output, ProtobufWriter attributes, String... inputs) {
    ProtobufWriter node = new ProtobufWriter();
    for (String input : inputs) {
      node.text(1, input);
    }
    node.text(2, output).text(4, operator);
    graph.bytes(1, concat(node.toBytes(), attributes.toBytes()));
    return this;
  }

  public static ProtobufWriter attribute(String name, long value) {
    return new ProtobufWriter()
        .message(5, new ProtobufWriter().text(1, name).number(3, value).number(20, 2));
  }

  /** A one-dimensional int64 constant. */
  public OnnxWriter constant(String name, long value) {
    byte[] raw = new byte[8];
    for (int i = 0; i < 8; i++) {
      raw[i] = (byte) (value >>> (8 * i));
    }
    graph.message(
        5, new ProtobufWriter().number(1, 1).number(2, INT64).text(8, name).bytes(9, raw));
    return this;
  }

  public byte[] toBytes() {
    return new ProtobufWriter()
        .number(1, 8)
        .message(7, graph)
        .message(8, new ProtobufWriter().text(1, "").number(2, 17))
        .toBytes();
  }

  private static ProtobufWriter value(String name, int type, long... dimensions) {
    ProtobufWriter shape = new ProtobufWriter();
    for (int i = 0; i < dimensions.length; i++) {
      ProtobufWriter dimension = new ProtobufWriter();
      if (dimensions[i] < 0) {
        dimension.text(2, "dimension" + i);
      } else {
        dimension.number(1, dimensions[i]);
      }
      shape.message(1, dimension);
    }
    ProtobufWriter tensor = new ProtobufWriter().number(1, type).message(2, shape);
    return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return Bytes.concat(first, second);
  }
}
