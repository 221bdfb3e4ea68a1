package dev.longctx.train.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.engine.EngineException;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.internal.batch.BlockCost;
import dev.longctx.train.internal.batch.TokenBatch;
import dev.longctx.train.internal.torch.EngineGate;
import dev.longctx.train.internal.torch.ReadPass;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenPassTest {

  private final PassCount count = new PassCount();
  private final EngineGate gate = new EngineGate("policy");
  private int cleared;

  @Test
  void aWayBackThatFailsDiscardsTheGradientAndSaysSo() {
    goBack(false);
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(() -> goBack(true))
        .withMessage("PyTorch: no luck; the gradient of all passes so far is lost")
        .returns(TrainingException.Reason.FAILED, TrainingException::reason);
    assertThat(cleared).isEqualTo(1);
    assertThatIllegalStateException()
        .isThrownBy(count::requireReady)
        .withMessageContaining("found none since the last step");
    goBack(false);
    count.requireReady();
  }

  @Test
  void aGradientThatCannotBeDiscardedAllowsNoStep() {
    Runnable broken =
        () -> {
          throw new EngineException("broken");
        };
    assertThatExceptionOfType(TrainingException.class).isThrownBy(() -> goBack(true, broken));
    assertThatIllegalStateException()
        .isThrownBy(count::requireReady)
        .withMessage("step: expected a gradient that is whole or discarded, found a part of one");
    assertThatIllegalStateException().isThrownBy(() -> goBack(false));
    count.forgetGradient();
    goBack(false);
    count.requireReady();
  }

  private void goBack(boolean fails) {
    goBack(fails, () -> cleared++);
  }

  private void goBack(boolean fails, Runnable clear) {
    TokenBatch batch =
        TokenBatch.of(
            List.of(new TokenSequence(new int[] {1}, new int[] {2})), BlockCost.of(8, 1, 1, 8, 8));
    count.open();
    try (OpenPass pass = new OpenPass(gate, count, batch, new OneToken(fails), false, clear)) {
      pass.backward(List.of(new double[] {1}));
    }
  }

  /** A pass over one token whose way back may fail. */
  private record OneToken(boolean fails) implements ReadPass {

    @Override
    public double[] logProbs() {
      return new double[] {-1};
    }

    @Override
    public double[] entropies() {
      return new double[0];
    }

    @Override
    public void backward(double[] logProbGradient, double[] entropyGradient) {
      if (fails) {
        throw new EngineException("no luck");
      }
    }

    @Override
    public void close() {}
  }
}
