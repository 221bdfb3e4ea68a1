package dev.longctx.train;

import ai.djl.ndarray.types.DataType;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.internal.torch.EngineSettings;
import dev.longctx.train.testing.FormulaWeights;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The small policies of the reference values, and what tests ask of them. */
final class PolicyFixture {

  private PolicyFixture() {}

  static TorchPolicy single(String family) {
    return open(family, EngineSettings.single(1), ActivationCheckpointing.never());
  }

  static TorchPolicy recomputing(String family) {
    return open(family, EngineSettings.single(1), ActivationCheckpointing.always());
  }

  static TorchPolicy withLogitsAtOnce(String family, int logits) {
    EngineSettings settings = new EngineSettings(DataType.FLOAT32, logits, 1);
    return open(family, settings, ActivationCheckpointing.never());
  }

  static TorchPolicy open(
      String family, EngineSettings settings, ActivationCheckpointing checkpointing) {
    StoredTensors weights = FormulaWeights.of(Goldens.shape(family).tensors());
    return open(family, weights, settings, checkpointing);
  }

  static TorchPolicy of(String family, StoredTensors weights) {
    return open(family, weights, EngineSettings.single(1), ActivationCheckpointing.never());
  }

  static TorchPolicy open(
      String family,
      StoredTensors weights,
      EngineSettings settings,
      ActivationCheckpointing checkpointing) {
    return open(family, weights, settings, new PassOptions(checkpointing, false));
  }

  static TorchPolicy open(String family, EngineSettings settings, PassOptions options) {
    return open(family, FormulaWeights.of(Goldens.shape(family).tensors()), settings, options);
  }

  private static TorchPolicy open(
      String family, StoredTensors weights, EngineSettings settings, PassOptions options) {
    return TorchPolicy.open(
        Goldens.config(family),
        weights,
        Map.of(),
        new StoredTensors(),
        Optional.empty(),
        settings,
        options,
        Map.of());
  }

  static TorchPolicy adapted(String family, ActivationCheckpointing checkpointing) {
    return adapted(family, new PassOptions(checkpointing, false));
  }

  static TorchPolicy adapted(String family, PassOptions options) {
    Map<String, long[]> adapters = Goldens.adapterShapes(family);
    return TorchPolicy.open(
        Goldens.config(family),
        FormulaWeights.of(Goldens.shape(family).tensors()),
        adapters,
        FormulaWeights.of(adapters),
        Optional.of(Goldens.lora()),
        EngineSettings.single(Goldens.adapterScale()),
        options,
        Map.of());
  }

  /** The gradient after one pass over sequences with the derivatives of the reference values. */
  static StoredTensors gradient(TorchPolicy policy, boolean entropies) {
    List<TokenSequence> sequences = Goldens.sequences();
    List<double[]> byLogProbs = Goldens.lists(Goldens.all().get("logp_upstream"));
    List<double[]> byEntropies = Goldens.lists(Goldens.all().get("entropy_upstream"));
    if (entropies) {
      try (ForwardPass pass = policy.forwardWithEntropies(sequences)) {
        pass.backward(byLogProbs, byEntropies);
      }
    } else {
      try (ForwardPass pass = policy.forward(sequences)) {
        pass.backward(byLogProbs);
      }
    }
    return policy.gradients(StoredTensors::copyOf);
  }
}
