package dev.longctx.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes {@code config.json} as transformers reads it. */
final class ConfigWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigWriter() {}

  static byte[] bytes(DecoderConfig config) {
    ObjectNode root = JSON.createObjectNode();
    names(config.family(), root);
    root.put("vocab_size", config.vocabulary())
        .put("hidden_size", config.hidden())
        .put("num_hidden_layers", config.layers())
        .put("num_attention_heads", config.heads())
        .put("num_key_value_heads", config.keyValueHeads())
        .put("head_dim", config.headSize())
        .put("intermediate_size", config.intermediate())
        .put("hidden_act", "silu")
        .put("rms_norm_eps", config.rmsNormEpsilon())
        .put("rope_theta", config.ropeTheta())
        .put("tie_word_embeddings", config.tiedEmbeddings())
        .put("attention_bias", config.attentionBias())
        .put("max_position_embeddings", config.maxPositions())
        .put("initializer_range", config.initialRange())
        .put("torch_dtype", "float32");
    scaling(config.ropeScaling(), root);
    return root.toPrettyString().getBytes(StandardCharsets.UTF_8);
  }

  private static void names(DecoderConfig.Family family, ObjectNode root) {
    String type =
        switch (family) {
          case LLAMA -> "llama";
          case QWEN2 -> "qwen2";
          case QWEN3 -> "qwen3";
        };
    String first = type.substring(0, 1).toUpperCase(Locale.ROOT);
    root.put("model_type", type);
    root.putArray("architectures").add(first + type.substring(1) + "ForCausalLM");
  }

  private static void scaling(RopeScaling scaling, ObjectNode root) {
    if (scaling instanceof RopeScaling.None) {
      return;
    }
    ObjectNode rope = root.putObject("rope_scaling");
    if (scaling instanceof RopeScaling.Linear linear) {
      rope.put("rope_type", "linear").put("factor", linear.factor());
    } else if (scaling instanceof RopeScaling.Llama3 llama) {
      rope.put("rope_type", "llama3")
          .put("factor", llama.factor())
          .put("low_freq_factor", llama.lowFrequencyFactor())
          .put("high_freq_factor", llama.highFrequencyFactor())
          .put("original_max_position_embeddings", llama.originalPositions());
    } else if (scaling instanceof RopeScaling.Yarn yarn) {
      rope.put("rope_type", "yarn")
          .put("factor", yarn.factor())
          .put("beta_fast", yarn.betaFast())
          .put("beta_slow", yarn.betaSlow())
          .put("attention_factor", yarn.attentionFactor())
          .put("original_max_position_embeddings", yarn.originalPositions());
    }
  }
}
