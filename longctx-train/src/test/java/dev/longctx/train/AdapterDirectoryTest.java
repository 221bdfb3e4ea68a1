package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.longctx.api.Cancellation;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.internal.safetensors.SafetensorsFile;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.SupervisedLoss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdapterDirectoryTest {

  @TempDir private Path directory;

  @Test
  void adaptersThatAreSavedAreOpenedOnTheirDecoder() {
    Path model = directory.resolve("model");
    Path adapters = directory.resolve("adapters");
    try (TorchPolicy plain = PolicyFixture.single("qwen3");
        TorchPolicy policy = PolicyFixture.adapted("qwen3", ActivationCheckpointing.never())) {
      plain.save(model);
      SupervisedLoss.backward(policy, Goldens.sequences());
      policy.step(AdamW.builder().learningRate(1e-2).build());
      policy.saveAdapters(adapters);
      try (TorchPolicy opened = TorchPolicy.builder().directory(model).adapters(adapters).open()) {
        assertThat(scores(opened)).containsExactly(scores(policy));
      }
      assertThatIllegalStateException().isThrownBy(() -> plain.saveAdapters(adapters));
    }
  }

  @Test
  void namesAreThoseOfPeft() {
    saved();
    try (SafetensorsFile file =
        SafetensorsFile.open(directory.resolve("a/adapter_model.safetensors"))) {
      assertThat(file.names())
          .hasSize(12)
          .contains("base_model.model.model.layers.1.self_attn.q_proj.lora_B.weight");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"inference_mode\" : true`, `\"modules_to_save\" : [\"lm_head\"]`, modules_to_save",
        "`\"inference_mode\" : true`, `\"rank_pattern\" : {\"q_proj\":4}`, rank_pattern",
        "`\"inference_mode\" : true`, `\"alpha_pattern\" : {\"q_proj\":4}`, alpha_pattern",
        "`\"inference_mode\" : true`, `\"layers_to_transform\" : 0`, layers_to_transform",
        "`\"fan_in_fan_out\" : false`, `\"fan_in_fan_out\" : true`, fan_in_fan_out",
        "`\"inference_mode\" : true`, `\"lora_bias\" : true`, lora_bias",
        "`\"r\" :`, `\"r\" : 1, \"r\" :`, Duplicate",
        "`\"r\" : `, `\"r\" : 0.`, a whole number",
        "`\"none\"`, `\"lora_only\"`, bias",
        "LORA, IA3, peft_type",
        "none, all, bias",
        "q_proj, x_proj, targetModules",
        "q_proj, k_proj, lora",
        "inference_mode, use_dora, use_dora",
        "inference_mode, use_rslora, use_rslora"
      })
  void refusesWhatIsNotPlainLora(String before, String after, String named) throws IOException {
    saved();
    Path config = directory.resolve("a/adapter_config.json");
    Files.writeString(config, Files.readString(config).replace(before, after));
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(
            () ->
                TorchPolicy.builder()
                    .config(Goldens.config("llama"))
                    .randomWeights(1)
                    .adapters(directory.resolve("a"))
                    .open())
        .withMessageContaining(named)
        .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
  }

  @Test
  void refusesNamesThatPeftDoesNotWrite() throws IOException {
    saved();
    Path weights = directory.resolve("a/adapter_model.safetensors");
    String text = Files.readString(weights, StandardCharsets.ISO_8859_1);
    Files.writeString(
        weights,
        text.replaceFirst("base_model.model.model", "base_model.modem.model"),
        StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(
            () ->
                TorchPolicy.builder()
                    .config(Goldens.config("llama"))
                    .randomWeights(1)
                    .adapters(directory.resolve("a"))
                    .open())
        .withMessageContaining("expected names that begin with base_model.model.")
        .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
  }

  private void saved() {
    try (TorchPolicy policy = PolicyFixture.adapted("llama", ActivationCheckpointing.never())) {
      policy.saveAdapters(directory.resolve("a"));
    }
  }

  private static float[] scores(TorchPolicy policy) {
    return policy.scorer().logProbs(Goldens.sequences(), new Cancellation()).get(0);
  }
}
