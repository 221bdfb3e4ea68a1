package dev.longctx.train.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longctx.train.internal.torch.DecoderShape;
import dev.longctx.train.internal.torch.Rotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Checkpoints that are not part of the project. */
public final class SharedModels {

  private SharedModels() {}

  public static Path directory(String name) {
    String shared = System.getProperty("longctx.shared", "");
    Path directory = Path.of(shared, "models", name);
    Assumptions.assumeTrue(
        !shared.isEmpty() && Files.isDirectory(directory), name + " is not on this machine");
    return directory;
  }

  public static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static DecoderShape shape(Path directory) {
    JsonNode config = json(directory.resolve("config.json"));
    String type = config.get("model_type").asText();
    int hidden = config.get("hidden_size").asInt();
    int heads = config.get("num_attention_heads").asInt();
    int head = config.path("head_dim").asInt(hidden / heads);
    double base = config.path("rope_theta").asDouble(0);
    return new DecoderShape(
        config.get("vocab_size").asInt(),
        hidden,
        config.get("num_hidden_layers").asInt(),
        heads,
        config.get("num_key_value_heads").asInt(),
        head,
        config.get("intermediate_size").asInt(),
        config.get("rms_norm_eps").asDouble(),
        config.get("max_position_embeddings").asInt(),
        config.get("tie_word_embeddings").asBoolean(),
        type.equals("qwen2"),
        false,
        type.equals("qwen3"),
        Rotation.of(
            base == 0 ? config.get("rope_parameters").get("rope_theta").asDouble() : base, head));
  }

  public static StoredTensors weights(Path directory) {
    StoredTensors stored = StoredTensors.read(directory.resolve("model.safetensors"));
    if (!stored.names().contains(DecoderShape.EMBEDDING)) {
      stored.put(
          DecoderShape.EMBEDDING,
          stored.shape(DecoderShape.HEAD),
          stored.values(DecoderShape.HEAD));
      stored.remove(DecoderShape.HEAD);
    }
    return stored;
  }
}
