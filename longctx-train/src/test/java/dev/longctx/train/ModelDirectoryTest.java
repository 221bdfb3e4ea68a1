package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.Cancellation;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.testing.FormulaWeights;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import dev.longctx.train.testing.SupervisedLoss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelDirectoryTest {

  @TempDir private Path directory;
  private Path model;

  @BeforeEach
  void name() {
    model = directory.resolve("model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "qwen2", "qwen3"})
  void whatIsSavedIsOpenedAsTheSame(String family) {
    try (TorchPolicy policy = PolicyFixture.single(family)) {
      train(policy);
      policy.save(model);
      try (TorchPolicy opened = TorchPolicy.open(model)) {
        assertThat(opened.config()).isEqualTo(policy.config());
        assertThat(scores(opened)).containsExactly(scores(policy));
      }
    }
  }

  @Test
  void adaptersAreSavedInTheWeights() {
    try (TorchPolicy policy = PolicyFixture.adapted("qwen2", ActivationCheckpointing.never())) {
      train(policy);
      policy.save(model);
      try (TorchPolicy opened = TorchPolicy.open(model)) {
        for (int i = 0; i < scores(policy).length; i++) {
          assertThat(scores(opened)[i]).isCloseTo(scores(policy)[i], within(1e-4f));
        }
      }
    }
  }

  @Test
  void theTokenizerGoesAlong() throws IOException {
    saved();
    Files.writeString(model.resolve("tokenizer.json"), "{}");
    Files.writeString(model.resolve("notes.txt"), "none of ours");
    Path copy = directory.resolve("deep/copy");
    try (TorchPolicy policy = TorchPolicy.open(model)) {
      policy.save(copy);
      policy.save(copy);
    }
    assertThat(copy.resolve("tokenizer.json")).hasContent("{}");
    assertThat(copy.resolve("notes.txt")).doesNotExist();
    assertThat(directory.resolve("deep")).isDirectoryNotContaining("glob:**.{old,next}");
  }

  @Test
  void aDirectoryThatHoldsSomethingElseStays() throws IOException {
    Files.createDirectory(model);
    Files.writeString(model.resolve("thesis.tex"), "important");
    try (TorchPolicy policy = PolicyFixture.single("llama")) {
      assertThatExceptionOfType(TrainingException.class)
          .isThrownBy(() -> policy.save(model))
          .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
    }
    assertThat(model.resolve("thesis.tex")).hasContent("important");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "qwen3 | mamba | model_type",
        "silu | gelu | hidden_act",
        "\"attention_bias\" : false | \"mlp_bias\" : true | mlp_bias",
        "\"attention_bias\" : false | \"rope_scaling\":{\"rope_type\":\"dynamic\"} | rope_type",
        "\"hidden_size\" : 32 | \"hidden_size\" : \"x\" | hidden_size",
        "\"hidden_size\" : 32 | \"hidden_size\" : 34 | embed_tokens",
        "\"num_hidden_layers\" : 2 | \"num_hidden_layers\" : 3 | model.layers.2",
        "\"num_hidden_layers\" : 2 | \"num_hidden_layers\" : 1 | model.layers.1",
        "\"hidden_size\" : 32 | \"hidden_size\" : 32.5 | expected a whole number, found 32.5",
        "\"hidden_size\" : 32 | \"hidden_size\" : 32, \"hidden_size\" : 32 | Duplicate",
        "\"num_hidden_layers\" : 2 | \"num_hidden_layers\" : 268435456 | expected 1 to 4096",
        "\"attention_bias\" : false | \"use_sliding_window\" : true | use_sliding_window",
        "\"attention_bias\" : false | \"layer_types\":[\"sliding_attention\"] | layer_types",
        "\"attention_bias\" : false | \"attention_bias\" : \"yes\" | expected true or false",
        "\"attention_bias\" : false | \"partial_rotary_factor\" : 0.5 | partial_rotary_factor",
        "\"attention_bias\" : false | \"quantization_config\" : {\"bits\":4} | quantization",
        "{ | [ | JSON"
      })
  void refusesConfigurationsThatDoNotFit(String before, String after, String named)
      throws IOException {
    saved();
    Path config = model.resolve("config.json");
    String text = Files.readString(config);
    assertThat(text).contains(before);
    Files.writeString(config, text.replace(before, after));
    assertRefused(named);
  }

  @Test
  void refusesAConfigurationWithoutHeads() throws IOException {
    try (TorchPolicy policy = PolicyFixture.single("llama")) {
      policy.save(model);
    }
    Path config = model.resolve("config.json");
    String text = Files.readString(config).replaceAll("\"head_dim\" : \\d+,", "");
    Files.writeString(config, text.replaceAll("(num_attention_heads\" :) \\d+", "$1 0"));
    assertRefused("num_attention_heads: expected a part of 32, found 0");
  }

  @Test
  void refusesConfigurationsThatAreDeepLongOrNotUtf8() throws IOException {
    saved();
    Path config = model.resolve("config.json");
    Files.writeString(config, "{\"a\":" + "[".repeat(100_000));
    assertRefused("content: expected JSON");
    Files.write(config, new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});
    assertRefused("expected UTF-8");
    Files.writeString(config, " ".repeat((1 << 20) + 1));
    assertRefused("size: expected at most 1048576 bytes");
    Files.writeString(config, "");
    assertRefused("a JSON object");
  }

  @Test
  void mutatedConfigurationsAreReadOrRefusedAndNothingElse() throws IOException {
    saved();
    Path config = model.resolve("config.json");
    byte[] text = Files.readAllBytes(config);
    long seed = 7_011;
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      byte[] mutated = text.clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        String characters = "{}[]\",:0123456789-eE. \u0000";
        int at = random.nextInt(text.length);
        mutated[at] = (byte) characters.charAt(random.nextInt(characters.length()));
      }
      Files.write(config, mutated);
      try {
        DecoderConfig.read(config);
      } catch (TrainingException e) {
        assertThat(e.reason())
            .as("seed %d, file %d", seed, i)
            .isEqualTo(TrainingException.Reason.CHECKPOINT);
      }
    }
  }

  @Test
  void aDirectoryWithFilesOfOthersStays() throws IOException {
    saved();
    Files.writeString(model.resolve("notes.txt"), "mine");
    try (TorchPolicy policy = PolicyFixture.single("qwen3")) {
      assertThatExceptionOfType(TrainingException.class)
          .isThrownBy(() -> policy.save(model))
          .withMessageContaining("found notes.txt")
          .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
    }
    assertThat(model.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void aLinkGoesOnToPointToWhatIsSaved() throws IOException {
    Path target = Files.createDirectories(directory.resolve("disk")).resolve("target");
    Files.createSymbolicLink(model, Path.of("disk/target"));
    saved();
    saved();
    assertThat(Files.isSymbolicLink(model)).isTrue();
    assertThat(target.resolve("config.json")).exists();
    TorchPolicy.open(model).close();
  }

  @Test
  void weightsThatAreNotFiniteTakeNoPlace() throws IOException {
    saved();
    StoredTensors broken = FormulaWeights.of(Goldens.shape("qwen3").tensors());
    broken.values("model.norm.weight")[3] = Float.NaN;
    byte[] before = Files.readAllBytes(model.resolve("model.safetensors"));
    try (TorchPolicy policy = PolicyFixture.of("qwen3", broken)) {
      assertThatExceptionOfType(TrainingException.class)
          .isThrownBy(() -> policy.save(model))
          .withMessage("model.norm.weight: expected finite values, found NaN")
          .returns(TrainingException.Reason.NOT_FINITE, TrainingException::reason);
    }
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(before);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(model);
    }
  }

  @Test
  void refusesWeightsThatAreCutOffOrLieAboutTheirLength() throws IOException {
    saved();
    Path weights = model.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 4));
    assertRefused("data_offsets");
    Files.write(weights, Arrays.copyOf(bytes, 5));
    assertRefused("header");
    byte[] huge = bytes.clone();
    huge[3] = (byte) 0x80;
    Files.write(weights, huge);
    assertRefused("header: expected 2 to");
    byte[] other = bytes.clone();
    other[8] = '?';
    Files.write(weights, other);
    assertRefused("header: expected a JSON object");
    Files.write(
        weights,
        new String(bytes, StandardCharsets.ISO_8859_1)
            .replace("F32", "I32")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("dtype F32, F16, BF16 or F64");
    Files.delete(weights);
    assertRefused("expected tensors");
  }

  private void assertRefused(String named) {
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(() -> TorchPolicy.open(model))
        .withMessageContaining(named)
        .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
  }

  private void saved() {
    try (TorchPolicy policy = PolicyFixture.single("qwen3")) {
      policy.save(model);
    }
  }

  private static void train(TorchPolicy policy) {
    SupervisedLoss.backward(policy, Goldens.sequences());
    policy.step(AdamW.builder().learningRate(1e-2).build());
  }

  private static float[] scores(TorchPolicy policy) {
    return policy.scorer().logProbs(Goldens.sequences(), new Cancellation()).get(0);
  }
}
