package dev.longctx.onnx.internal.protobuf;

/**
 * Looks for functions that an ONNX model defines for itself. The engine writes each call out when
 * it opens the model: 26 functions that call one another twice make 67 million nodes, and a long
 * enough chain of them overflows the engine's stack, which ends the process.
 */
public final class LocalFunctions {

  private static final int FUNCTIONS = 25;

  private LocalFunctions() {}

  /**
   * How many functions a model defines.
   *
   * @param onnx a model, ONNX's protobuf form
   * @return their count
   * @throws MalformedOnnxException if the bytes are no such model
   */
  public static int count(byte[] onnx) {
    ProtobufReader model = new ProtobufReader(onnx);
    int count = 0;
    while (model.next()) {
      count += model.field() == FUNCTIONS ? 1 : 0;
    }
    return count;
  }
}
