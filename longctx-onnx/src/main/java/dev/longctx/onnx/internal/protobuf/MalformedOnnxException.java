package dev.longctx.onnx.internal.protobuf;

/** Bytes that are no ONNX model. */
public final class MalformedOnnxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * With what was expected and found.
   *
   * @param message expected and found
   */
  MalformedOnnxException(String message) {
    super(message);
  }
}
