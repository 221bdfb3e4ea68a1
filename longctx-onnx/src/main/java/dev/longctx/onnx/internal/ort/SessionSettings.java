package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.OnnxOptions;

/** Options of longctx in the engine's terms. */
final class SessionSettings {

  private SessionSettings() {}

  /** The engine's options, to be closed by the caller once the session is made. */
  static SessionOptions of(OnnxOptions options) throws OrtException {
    SessionOptions settings = new SessionOptions();
    try {
      apply(options, settings);
      return settings;
    } catch (OrtException | RuntimeException e) {
      settings.close();
      throw e;
    }
  }

  private static void apply(OnnxOptions options, SessionOptions settings) throws OrtException {
    // Whatever the engine would log as an error it also throws, with the same text.
    settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    settings.setIntraOpNumThreads(options.intraOpThreads());
    settings.setInterOpNumThreads(1);
    String spinning = options.spinning() ? "1" : "0";
    settings.addConfigEntry("session.intra_op.allow_spinning", spinning);
    settings.addConfigEntry("session.inter_op.allow_spinning", spinning);
    // Bytes that look like the engine's own format would bypass the look for external data.
    settings.addConfigEntry("session.load_model_format", "ONNX");
    settings.setDeterministicCompute(true);
    settings.setCPUArenaAllocator(options.memoryArena());
    settings.setMemoryPatternOptimization(options.memoryPattern());
    if (options.device() instanceof Device.Cuda cuda) {
      addCuda(settings, cuda);
    }
  }

  private static void addCuda(SessionOptions settings, Device.Cuda cuda) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw new ModelException(
          "device cuda:%d: expected the artifact com.microsoft.onnxruntime:onnxruntime_gpu in place of onnxruntime, found %s"
              .formatted(cuda.index(), OrtEnvironment.getAvailableProviders()));
    }
    try {
      settings.addCUDA(cuda.index());
    } catch (OrtException e) {
      throw new ModelException(
          "device cuda:%d: expected a GPU with its driver and CUDA libraries for onnxruntime_gpu, found: %s"
              .formatted(cuda.index(), e.getMessage()),
          e);
    }
  }
}
