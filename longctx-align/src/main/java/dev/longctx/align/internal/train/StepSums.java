package dev.longctx.align.internal.train;

import dev.longctx.align.StepLoss;
import dev.longctx.align.StepMetrics;
import dev.longctx.align.StepRewards;
import dev.longctx.align.objective.PairLoss;
import dev.longctx.align.objective.TripleLoss;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.Update;
import java.util.List;

/** What the parts of a batch add up to. */
public final class StepSums {

  private double total;
  private double preference;
  private double alignment;
  private double chosen;
  private double rejected;
  private long pairs;
  private long wins;
  private double longChosen = Double.NaN;
  private long tokens;

  /** Counts sequences that were read. */
  public void read(List<TokenSequence> sequences) {
    for (TokenSequence sequence : sequences) {
      tokens += sequence.prompt().length + sequence.response().length;
    }
  }

  /** Adds a loss without rewards that is weighted already. */
  public void add(double loss) {
    total += loss;
    preference += loss;
  }

  /** Adds a pair. */
  public void add(PairLoss loss, double weight) {
    total += weight * loss.value();
    preference += weight * loss.value();
    compare(loss.chosenReward(), loss.rejectedReward(), weight);
  }

  /** Adds a triple. */
  public void add(TripleLoss loss, double weight) {
    total += weight * loss.value();
    preference += weight * loss.preference();
    alignment += weight * loss.alignment();
    longChosen = (Double.isNaN(longChosen) ? 0 : longChosen) + weight * loss.longChosenReward();
    compare(loss.shortChosenReward(), loss.shortRejectedReward(), weight);
  }

  private void compare(double better, double worse, double weight) {
    pairs++;
    chosen += weight * better;
    rejected += weight * worse;
    wins += better > worse ? 1 : 0;
  }

  StepMetrics metrics(long step, Update update, double seconds) {
    return new StepMetrics(
        step,
        new StepLoss(total, preference, alignment),
        pairs > 0 ? new StepRewards(chosen, rejected, (double) wins / pairs, longChosen) : null,
        update.gradientNorm(),
        update.learningRate(),
        update.clipped(),
        tokens,
        seconds);
  }
}
