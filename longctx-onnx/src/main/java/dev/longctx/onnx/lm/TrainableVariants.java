package dev.longctx.onnx.lm;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.Quantisation;

/** Which graphs take trained weights. */
final class TrainableVariants {

  private static final String PRECISION = "fp32";

  private TrainableVariants() {}

  static void require(ModelVariant variant, String model) {
    if (!variant.precision().equals(PRECISION) || variant.quantisation() != Quantisation.NONE) {
      throw new ModelException(
          "language model %s: expected an fp32 graph without quantisation to put weights in, found %s"
              .formatted(model, variant));
    }
  }
}
