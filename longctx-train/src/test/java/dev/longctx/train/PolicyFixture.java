package dev.longctx.train;

import ai.djl.ndarray.types.DataType;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.internal.torch.DecoderShape;
import dev.longctx.train.internal.torch.EngineSettings;
import dev.longctx.train.testing.FormulaWeights;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.StoredTensors;
import java.util.List;
import java.util.Map;

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

  static TorchPolicy inDouble(String family) {
    EngineSettings settings =
        new EngineSettings(DataType.FLOAT64, EngineSettings.LOGITS_AT_ONCE, 1);
    return open(family, settings, ActivationCheckpointing.never());
  }

  static TorchPolicy open(
      String family, EngineSettings settings, ActivationCheckpointing checkpointing) {
    DecoderShape shape = Goldens.shape(family);
    StoredTensors weights = FormulaWeights.of(shape.tensors());
    return TorchPolicy.open(shape, weights, Map.of(), new StoredTensors(), settings, checkpointing);
  }

  static TorchPolicy of(String family, StoredTensors weights) {
    return TorchPolicy.open(
        Goldens.shape(family),
        weights,
        Map.of(),
        new StoredTensors(),
        EngineSettings.single(1),
        ActivationCheckpointing.never());
  }

  static TorchPolicy adapted(String family, ActivationCheckpointing checkpointing) {
    DecoderShape shape = Goldens.shape(family);
    Map<String, long[]> adapters = Goldens.adapterShapes(family);
    return TorchPolicy.open(
        shape,
        FormulaWeights.of(shape.tensors()),
        adapters,
        FormulaWeights.of(adapters),
        EngineSettings.single(Goldens.adapterScale()),
        checkpointing);
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
