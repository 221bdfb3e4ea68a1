package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The compiled decoder, which holds no weights. Its methods are described where it is written, in
 * {@code tools/train/decoder.py}.
 */
final class DecoderModule {

  private static final String ARCHIVE = "decoder.pt";

  private final PtSymbolBlock block;
  private final NDManager manager;
  private final Map<String, NDArray> methods = new HashMap<>();

  DecoderModule(NDManager manager) {
    this.manager = manager;
    try (InputStream archive = DecoderModule.class.getResourceAsStream(ARCHIVE)) {
      if (archive == null) {
        throw new TrainingException(Reason.FAILED, ARCHIVE + ": expected a resource, found none");
      }
      block = JniUtils.loadModule((PtNDManager) manager, archive, false, false);
    } catch (IOException e) {
      throw new TrainingException(Reason.FAILED, ARCHIVE + ": expected a module that loads", e);
    }
  }

  /**
   * Calls a method.
   *
   * @param method its name
   * @param inputs tensors in order, then dictionaries; the first one's manager gets the result
   * @return the result
   */
  PtNDArray call(String method, NDList inputs) {
    NDList all = new NDList(inputs.size() + 1);
    all.addAll(inputs);
    if (!method.equals("forward")) {
      all.add(methods.computeIfAbsent(method, this::marker));
    }
    return (PtNDArray) IValueUtils.forward(block, all, true).singletonOrThrow();
  }

  /** The name of this tensor, not its value, chooses the method. */
  private NDArray marker(String method) {
    NDArray marker = manager.zeros(new Shape(1));
    marker.setName("module_method:" + method);
    return marker;
  }
}
