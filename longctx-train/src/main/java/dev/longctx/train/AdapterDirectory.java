package dev.longctx.train;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.checkpoint.PrefixedWeights;
import dev.longctx.train.internal.checkpoint.ReplacedDirectory;
import dev.longctx.train.internal.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Low-rank adapters as PEFT's files. What PEFT could add to plain LoRA is refused. */
final class AdapterDirectory {

  static final String WEIGHTS = "adapter_model.safetensors";

  /** What PEFT's names begin with. */
  static final String PREFIX = "base_model.model.";

  private static final String CONFIG = "adapter_config.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 20;
  private static final String[] EXTRAS = {
    "use_rslora",
    "use_dora",
    "fan_in_fan_out",
    "rank_pattern",
    "alpha_pattern",
    "modules_to_save",
    "layers_to_transform",
    "layers_pattern",
    "exclude_modules"
  };

  private AdapterDirectory() {}

  static LoraConfig readConfig(Path directory) {
    Path file = directory.resolve(CONFIG);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw refused(file, "size", "at most %d bytes".formatted(MOST_BYTES), Files.size(file));
      }
      return config(file, JSON.readTree(Files.readAllBytes(file)));
    } catch (JacksonException e) {
      throw refused(file, "content", "JSON", "text that is none");
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": expected adapters", e);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": " + e.getMessage(), e);
    }
  }

  private static LoraConfig config(Path file, JsonNode root) {
    if (!root.path("peft_type").asText().equals("LORA")) {
      throw refused(file, "peft_type", "LORA", root.path("peft_type"));
    }
    if (!root.path("bias").asText("none").equals("none")) {
      throw refused(file, "bias", "none", root.path("bias"));
    }
    for (String name : EXTRAS) {
      if (isGiven(root.path(name))) {
        throw refused(file, name, "no such setting", root.path(name));
      }
    }
    Set<String> modules = new HashSet<>();
    root.path("target_modules").forEach(module -> modules.add(module.asText()));
    return new LoraConfig(root.path("r").asInt(), root.path("lora_alpha").asDouble(), modules);
  }

  private static boolean isGiven(JsonNode node) {
    boolean absent = node.isMissingNode() || node.isNull() || node.isContainerNode();
    return absent ? !node.isEmpty() : !node.isBoolean() || node.asBoolean();
  }

  static void write(Path place, LoraConfig lora, Weights adapters) {
    try {
      new ReplacedDirectory(place, CONFIG)
          .replace(
              directory -> {
                Files.write(directory.resolve(CONFIG), config(lora));
                Weights named = new PrefixedWeights(adapters, PREFIX);
                SafetensorsWriter.write(directory.resolve(WEIGHTS), named);
              });
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, place + ": cannot be written", e);
    }
  }

  private static byte[] config(LoraConfig lora) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("peft_type", "LORA")
        .put("task_type", "CAUSAL_LM")
        .putNull("base_model_name_or_path")
        .put("r", lora.rank())
        .put("lora_alpha", lora.alpha())
        .put("lora_dropout", 0.0)
        .put("bias", "none")
        .put("fan_in_fan_out", false)
        .put("inference_mode", true);
    ArrayNode modules = root.putArray("target_modules");
    lora.targetModules().stream().sorted().forEach(modules::add);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  private static TrainingException refused(Path file, String name, String expected, Object found) {
    return new TrainingException(
        Reason.CHECKPOINT, "%s: %s: expected %s, found %s".formatted(file, name, expected, found));
  }
}
