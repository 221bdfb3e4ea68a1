package dev.longctx.train;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.train.internal.file.JsonObject;
import dev.longctx.train.internal.torch.RotationScaling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads {@code config.json}, and refuses what the decoder would compute differently. */
final class ConfigReader {

  private static final int MOST_BYTES = 1 << 20;
  private static final int QWEN3_HEAD = 128;

  private final JsonObject root;

  private ConfigReader(JsonObject root) {
    this.root = root;
  }

  static DecoderConfig read(Path file) {
    try {
      return new ConfigReader(JsonObject.read(file, MOST_BYTES)).config();
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": expected a configuration", e);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": " + e.getMessage(), e);
    }
  }

  private DecoderConfig config() {
    DecoderConfig.Family family = family();
    refuseOtherComputations();
    int heads = root.integer("num_attention_heads");
    return new DecoderConfig(
        family,
        root.integer("vocab_size"),
        root.integer("hidden_size"),
        root.integer("num_hidden_layers"),
        heads,
        root.integer("num_key_value_heads", heads),
        headSize(family, heads),
        root.integer("intermediate_size"),
        root.number("rms_norm_eps", 1e-6),
        theta(),
        scaling(),
        root.flag("tie_word_embeddings"),
        root.flag("attention_bias"),
        root.integer("max_position_embeddings"),
        root.number("initializer_range", 0.02));
  }

  private int headSize(DecoderConfig.Family family, int heads) {
    if (root.has("head_dim") || family == DecoderConfig.Family.QWEN3) {
      return root.integer("head_dim", QWEN3_HEAD);
    }
    int hidden = root.integer("hidden_size");
    root.require(heads > 0 && hidden % heads == 0, "num_attention_heads", "a part of " + hidden);
    return hidden / heads;
  }

  private DecoderConfig.Family family() {
    return switch (root.text("model_type", "")) {
      case "llama" -> DecoderConfig.Family.LLAMA;
      case "qwen2" -> DecoderConfig.Family.QWEN2;
      case "qwen3" -> DecoderConfig.Family.QWEN3;
      default -> throw root.refused("model_type", "llama, qwen2 or qwen3");
    };
  }

  private void refuseOtherComputations() {
    root.require(root.text("hidden_act", "silu").equals("silu"), "hidden_act", "silu");
    for (String name : new String[] {"mlp_bias", "use_sliding_window"}) {
      root.require(!root.flag(name), name, "false");
    }
    root.require(!root.says("quantization_config"), "quantization_config", "no such setting");
    root.require(partOfHead() == 1, "partial_rotary_factor", "1");
    for (String type : root.texts("layer_types")) {
      root.require(type.equals("full_attention"), "layer_types", "full_attention");
    }
  }

  private double partOfHead() {
    double outside = root.number("partial_rotary_factor", 1);
    return root.object("rope_parameters").number("partial_rotary_factor", outside);
  }

  private double theta() {
    return root.object("rope_parameters").number("rope_theta", root.number("rope_theta", 10000));
  }

  private RopeScaling scaling() {
    JsonObject rope = root.object(root.has("rope_parameters") ? "rope_parameters" : "rope_scaling");
    String type = rope.text("rope_type", rope.text("type", "default"));
    int first =
        rope.integer("original_max_position_embeddings", root.integer("max_position_embeddings"));
    double factor = rope.number("factor", 1);
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "default" -> new RopeScaling.None();
      case "linear" -> new RopeScaling.Linear(factor);
      case "llama3" ->
          new RopeScaling.Llama3(
              factor, rope.number("low_freq_factor", 0), rope.number("high_freq_factor", 0), first);
      case "yarn" -> yarn(rope, factor, first);
      default -> throw rope.refused("rope_type", "default, linear, llama3 or yarn");
    };
  }

  private static RopeScaling yarn(JsonObject rope, double factor, int first) {
    for (String name : new String[] {"mscale", "mscale_all_dim"}) {
      rope.require(!rope.has(name), name, "no such setting");
    }
    rope.require(!rope.has("truncate") || rope.flag("truncate"), "truncate", "true");
    return new RopeScaling.Yarn(
        factor,
        rope.number("beta_fast", 32),
        rope.number("beta_slow", 1),
        first,
        rope.number("attention_factor", RotationScaling.yarnAttention(factor)));
  }
}
