package dev.longctx.train.internal.policy;

import dev.longctx.train.DecoderConfig;
import dev.longctx.train.RopeScaling;
import dev.longctx.train.internal.torch.DecoderShape;
import dev.longctx.train.internal.torch.Rotation;
import dev.longctx.train.internal.torch.RotationScaling;

/** A configuration as the engine takes it. */
public final class ShapeOfConfig {

  private ShapeOfConfig() {}

  /**
   * The engine's sizes.
   *
   * @param config the configuration
   * @return the same sizes
   */
  public static DecoderShape of(DecoderConfig config) {
    return new DecoderShape(
        config.vocabulary(),
        config.hidden(),
        config.layers(),
        config.heads(),
        config.keyValueHeads(),
        config.headSize(),
        config.intermediate(),
        config.rmsNormEpsilon(),
        config.maxPositions(),
        config.tiedEmbeddings(),
        config.family() == DecoderConfig.Family.QWEN2 || config.attentionBias(),
        config.attentionBias(),
        config.family() == DecoderConfig.Family.QWEN3,
        rotation(config));
  }

  private static Rotation rotation(DecoderConfig config) {
    double base = config.ropeTheta();
    int head = config.headSize();
    RopeScaling scaling = config.ropeScaling();
    if (scaling instanceof RopeScaling.Linear linear) {
      return RotationScaling.linear(base, head, linear.factor());
    }
    if (scaling instanceof RopeScaling.Llama3 llama) {
      return RotationScaling.llama3(
          base,
          head,
          llama.factor(),
          llama.lowFrequencyFactor(),
          llama.highFrequencyFactor(),
          llama.originalPositions());
    }
    if (scaling instanceof RopeScaling.Yarn yarn) {
      return RotationScaling.yarn(
          base,
          head,
          yarn.factor(),
          yarn.betaFast(),
          yarn.betaSlow(),
          yarn.originalPositions(),
          yarn.attentionFactor());
    }
    return Rotation.of(base, head);
  }
}
