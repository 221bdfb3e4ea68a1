package dev.longctx.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.checkpoint.PrefixedWeights;
import dev.longctx.train.internal.file.DirectoryKind;
import dev.longctx.train.internal.file.Disk;
import dev.longctx.train.internal.file.JsonObject;
import dev.longctx.train.internal.file.LocalDisk;
import dev.longctx.train.internal.file.Refusal;
import dev.longctx.train.internal.file.ReplacedDirectory;
import dev.longctx.train.internal.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Low-rank adapters as PEFT's files. What PEFT could add to plain LoRA is refused. */
final class AdapterDirectory {

  static final String WEIGHTS = "adapter_model.safetensors";

  /** What PEFT's names begin with. */
  static final String PREFIX = "base_model.model.";

  private static final String CONFIG = "adapter_config.json";
  private static final DirectoryKind KIND =
      new DirectoryKind(CONFIG, Set.of(CONFIG, WEIGHTS)::contains);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 20;

  /** PEFT's own values where the file leaves them out. */
  private static final int DEFAULT_RANK = 8;

  private static final double DEFAULT_ALPHA = 8;

  private static final List<String> EXTRAS =
      List.of(
          "use_rslora",
          "use_dora",
          "use_qalora",
          "lora_bias",
          "fan_in_fan_out",
          "rank_pattern",
          "alpha_pattern",
          "modules_to_save",
          "layers_to_transform",
          "layers_pattern",
          "layer_replication",
          "exclude_modules",
          "target_parameters",
          "trainable_token_indices",
          "megatron_config",
          "loftq_config",
          "alora_invocation_tokens");

  private AdapterDirectory() {}

  /** The directory, put back in its place where a process was killed while it replaced it. */
  static Path recover(Path place) {
    try {
      return new ReplacedDirectory(new LocalDisk(), place, KIND).recover();
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, place + ": expected adapters", e);
    }
  }

  static LoraConfig readConfig(Path directory) {
    Path file = directory.resolve(CONFIG);
    try {
      return config(JsonObject.read(file, MOST_BYTES));
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": expected adapters", e);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": " + e.getMessage(), e);
    }
  }

  private static LoraConfig config(JsonObject root) {
    root.require(root.text("peft_type", "").equals("LORA"), "peft_type", "LORA");
    root.require(root.text("bias", "none").equals("none"), "bias", "none");
    for (String name : EXTRAS) {
      root.require(!root.says(name), name, "no such setting");
    }
    return new LoraConfig(
        root.integer("r", DEFAULT_RANK),
        root.number("lora_alpha", DEFAULT_ALPHA),
        Set.copyOf(root.texts("target_modules")));
  }

  static void write(Disk disk, Path place, LoraConfig lora, Weights adapters) {
    try {
      new ReplacedDirectory(disk, place, KIND)
          .replace(
              directory -> {
                disk.write(directory.resolve(CONFIG), config(lora));
                Weights named = new PrefixedWeights(adapters, PREFIX);
                SafetensorsWriter.write(disk, directory.resolve(WEIGHTS), named);
              });
    } catch (IOException e) {
      throw Refusal.unwritten(place, e);
    }
  }

  private static byte[] config(LoraConfig lora) {
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
    return root.toPrettyString().getBytes(StandardCharsets.UTF_8);
  }
}
