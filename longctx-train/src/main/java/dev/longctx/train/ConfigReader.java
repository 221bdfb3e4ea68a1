package dev.longctx.train;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.train.internal.torch.RotationScaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads {@code config.json}, and refuses what the decoder would compute differently. */
final class ConfigReader {

  private static final int MOST_BYTES = 1 << 20;

  private final Path file;
  private final JsonNode root;

  private ConfigReader(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  static DecoderConfig read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw refused(file, "size", "at most %d bytes".formatted(MOST_BYTES), size);
      }
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      return new ConfigReader(file, root).config();
    } catch (JacksonException e) {
      throw refused(file, "content", "JSON", "text that is none");
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": expected a configuration", e);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": " + e.getMessage(), e);
    }
  }

  private DecoderConfig config() {
    refuseOtherComputations();
    DecoderConfig.Family family = family();
    int hidden = integer("hidden_size");
    int heads = integer("num_attention_heads");
    int headSize = integer("head_dim", family == DecoderConfig.Family.QWEN3 ? 128 : hidden / heads);
    return new DecoderConfig(
        family,
        integer("vocab_size"),
        hidden,
        integer("num_hidden_layers"),
        heads,
        integer("num_key_value_heads", heads),
        headSize,
        integer("intermediate_size"),
        root.path("rms_norm_eps").asDouble(1e-6),
        theta(),
        scaling(),
        root.path("tie_word_embeddings").asBoolean(false),
        root.path("attention_bias").asBoolean(false),
        integer("max_position_embeddings"),
        root.path("initializer_range").asDouble(0.02));
  }

  private DecoderConfig.Family family() {
    return switch (root.path("model_type").asText()) {
      case "llama" -> DecoderConfig.Family.LLAMA;
      case "qwen2" -> DecoderConfig.Family.QWEN2;
      case "qwen3" -> DecoderConfig.Family.QWEN3;
      default -> throw refused("model_type", "llama, qwen2 or qwen3", root.path("model_type"));
    };
  }

  private void refuseOtherComputations() {
    String activation = root.path("hidden_act").asText("silu");
    require(activation.equals("silu"), "hidden_act", "silu", activation);
    refuseTrue("mlp_bias");
    refuseTrue("use_sliding_window");
    for (JsonNode type : root.path("layer_types")) {
      require(type.asText().equals("full_attention"), "layer_types", "full_attention", type);
    }
  }

  private void refuseTrue(String name) {
    require(!root.path(name).asBoolean(false), name, "false", root.path(name));
  }

  private double theta() {
    JsonNode parameters = root.path("rope_parameters").path("rope_theta");
    return parameters.asDouble(root.path("rope_theta").asDouble(10000));
  }

  private RopeScaling scaling() {
    JsonNode rope = root.path("rope_parameters");
    if (!rope.isObject()) {
      rope = root.path("rope_scaling");
    }
    String type = rope.path("rope_type").asText(rope.path("type").asText("default"));
    int first = rope.path("original_max_position_embeddings").asInt(positions());
    double factor = rope.path("factor").asDouble(1);
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "default" -> new RopeScaling.None();
      case "linear" -> new RopeScaling.Linear(factor);
      case "llama3" ->
          new RopeScaling.Llama3(
              factor,
              rope.path("low_freq_factor").asDouble(),
              rope.path("high_freq_factor").asDouble(),
              first);
      case "yarn" -> yarn(rope, factor, first);
      default -> throw refused("rope_type", "default, linear, llama3 or yarn", type);
    };
  }

  private RopeScaling yarn(JsonNode rope, double factor, int first) {
    for (String name : new String[] {"mscale", "mscale_all_dim"}) {
      require(rope.path(name).isMissingNode(), name, "no such setting", rope.path(name));
    }
    require(rope.path("truncate").asBoolean(true), "truncate", "true", rope.path("truncate"));
    return new RopeScaling.Yarn(
        factor,
        rope.path("beta_fast").asDouble(32),
        rope.path("beta_slow").asDouble(1),
        first,
        rope.path("attention_factor").asDouble(RotationScaling.yarnAttention(factor)));
  }

  private int positions() {
    return integer("max_position_embeddings");
  }

  private int integer(String name) {
    require(root.path(name).canConvertToInt(), name, "a whole number", root.path(name));
    return root.path(name).asInt();
  }

  private int integer(String name, int otherwise) {
    JsonNode node = root.path(name);
    return node.isMissingNode() || node.isNull() ? otherwise : integer(name);
  }

  private void require(boolean holds, String name, String expected, Object found) {
    if (!holds) {
      throw refused(name, expected, found);
    }
  }

  private TrainingException refused(String name, String expected, Object found) {
    return refused(file, name, expected, found);
  }

  private static TrainingException refused(Path file, String name, String expected, Object found) {
    return new TrainingException(
        Reason.CHECKPOINT, "%s: %s: expected %s, found %s".formatted(file, name, expected, found));
  }
}
