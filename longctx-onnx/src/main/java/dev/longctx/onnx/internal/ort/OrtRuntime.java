package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.longctx.api.ModelException;

/** The engine's environment, of which a process has one, shared with the embedding application. */
final class OrtRuntime {

  private OrtRuntime() {}

  /**
   * The environment, as the application made it if it came first. It is never closed: the engine
   * frees it when the process ends.
   */
  static OrtEnvironment environment() {
    try {
      return OrtEnvironment.getEnvironment(
          OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, OrtEnvironment.DEFAULT_NAME);
    } catch (LinkageError | IllegalStateException e) {
      throw new ModelException(
          "expected ONNX Runtime's native library for %s on %s, found none that loads"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
  }
}
