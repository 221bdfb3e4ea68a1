package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.LearningRate;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import dev.longctx.train.testing.SupervisedLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTest {

  private static final AdamW OPTIMIZER =
      AdamW.builder()
          .learningRate(LearningRate.cosine(1e-2, 1e-3, 12).warmUp(3))
          .weightDecay(0.1)
          .build();

  @TempDir private Path directory;

  @Test
  void aRestoredTrainingGoesOnBitByBit() {
    assertGoesOn(PolicyFixture.single("qwen3"), PolicyFixture.single("qwen3"));
  }

  @Test
  void aRestoredTrainingOfAdaptersGoesOnBitByBit() {
    assertGoesOn(
        PolicyFixture.adapted("qwen2", ActivationCheckpointing.never()),
        PolicyFixture.adapted("qwen2", ActivationCheckpointing.never()));
  }

  private void assertGoesOn(TorchPolicy first, TorchPolicy second) {
    Path place = directory.resolve("state");
    try (first;
        second) {
      train(first, 4);
      first.checkpoint(place);
      train(first, 5);
      SupervisedLoss.backward(second, Goldens.sequences());
      second.restore(place);
      assertThat(second.steps()).isEqualTo(4);
      assertThatIllegalStateException().isThrownBy(() -> second.step(OPTIMIZER));
      train(second, 5);
      assertThat(second.steps()).isEqualTo(9);
      assertSame(second, first);
    }
  }

  @Test
  void aLaterCheckpointTakesThePlaceOfAnEarlierOne() throws IOException {
    Path place = directory.resolve("state");
    try (TorchPolicy policy = PolicyFixture.single("llama")) {
      policy.checkpoint(place);
      train(policy, 2);
      policy.checkpoint(place);
      policy.restore(place);
      assertThat(policy.steps()).isEqualTo(2);
      Files.move(place, directory.resolve(".state.longctx-old"));
      train(policy, 1);
      policy.restore(place);
      assertThat(policy.steps()).isEqualTo(2);
    }
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(place);
    }
  }

  @Test
  void refusesACheckpointThatIsMissingDamagedOrAnotherModels() throws IOException {
    Path place = directory.resolve("state");
    try (TorchPolicy policy = PolicyFixture.single("qwen3");
        TorchPolicy other = PolicyFixture.single("llama")) {
      train(policy, 1);
      StoredTensors before = synced(policy);
      assertRefused(policy, directory.resolve("none"));
      other.checkpoint(place);
      assertRefused(policy, place);
      policy.checkpoint(place);
      Path file = place.resolve("second.safetensors");
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1] ^= 1;
      Files.write(file, bytes);
      assertRefused(policy, place);
      Files.write(place.resolve("state.json"), new byte[] {'{'});
      assertRefused(policy, place);
      assertThat(policy.steps()).isEqualTo(1);
      StoredTensors after = synced(policy);
      before.names().forEach(n -> assertThat(after.values(n)).containsExactly(before.values(n)));
    }
  }

  @Test
  void aCheckpointThatCannotBeReadToItsEndReplacesNothing() throws Exception {
    Path place = directory.resolve("state");
    try (TorchPolicy policy = PolicyFixture.single("qwen3")) {
      train(policy, 1);
      policy.checkpoint(place);
      train(policy, 1);
      StoredTensors before = synced(policy);
      putNaN(place, "second.safetensors");
      assertThatExceptionOfType(TrainingException.class)
          .isThrownBy(() -> policy.restore(place))
          .withMessageContaining("expected finite values, found NaN");
      StoredTensors after = synced(policy);
      before.names().forEach(n -> assertThat(after.values(n)).containsExactly(before.values(n)));
      assertThat(policy.steps()).isEqualTo(2);
    }
  }

  /** As no checkpoint is written, but with the digest that fits. */
  private static void putNaN(Path place, String name) throws Exception {
    byte[] bytes = Files.readAllBytes(place.resolve(name));
    String before = sha256(bytes);
    bytes[bytes.length - 1] = 0x7f;
    bytes[bytes.length - 2] = (byte) 0xff;
    Files.write(place.resolve(name), bytes);
    Path state = place.resolve("state.json");
    Files.writeString(state, Files.readString(state).replace(before, sha256(bytes)));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void adaptersAreRefusedOnAnotherDecoderAndWithAnotherStrength() {
    Path place = directory.resolve("state");
    LoraConfig lora = new LoraConfig(2, 4, Set.of("q_proj"));
    try (TorchPolicy policy = adapted(1, lora);
        TorchPolicy same = adapted(1, lora);
        TorchPolicy other = adapted(2, lora);
        TorchPolicy stronger = adapted(1, new LoraConfig(2, 8, Set.of("q_proj")));
        TorchPolicy plain = PolicyFixture.single("qwen3")) {
      train(policy, 1);
      policy.checkpoint(place);
      same.restore(place);
      assertThat(same.steps()).isEqualTo(1);
      assertRefused(other, place);
      assertRefused(stronger, place);
      assertRefused(plain, place);
    }
  }

  private static TorchPolicy adapted(long decoder, LoraConfig lora) {
    return TorchPolicy.builder()
        .config(Goldens.config("qwen3"))
        .randomWeights(decoder)
        .lora(lora, 7)
        .open();
  }

  private static void assertRefused(TorchPolicy policy, Path place) {
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(() -> policy.restore(place))
        .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
  }

  @Test
  void anOpenPassForbidsToRestore() {
    Path place = directory.resolve("state");
    try (TorchPolicy policy = PolicyFixture.single("qwen3")) {
      policy.checkpoint(place);
      try (ForwardPass pass = policy.forward(Goldens.sequences())) {
        assertThat(pass.logProbs()).hasSize(5);
        assertThatIllegalStateException().isThrownBy(() -> policy.restore(place));
      }
    }
  }

  private static void train(TorchPolicy policy, int steps) {
    for (int i = 0; i < steps; i++) {
      SupervisedLoss.backward(policy, Goldens.sequences());
      policy.step(OPTIMIZER);
    }
  }

  private static void assertSame(TorchPolicy found, TorchPolicy expected) {
    StoredTensors a = synced(found);
    StoredTensors b = synced(expected);
    assertThat(a.names()).isEqualTo(b.names());
    b.names().forEach(name -> assertThat(a.values(name)).containsExactly(b.values(name)));
  }

  private static StoredTensors synced(TorchPolicy policy) {
    StoredTensors[] copy = new StoredTensors[1];
    policy.syncTo(weights -> copy[0] = StoredTensors.copyOf(weights));
    return copy[0];
  }
}
