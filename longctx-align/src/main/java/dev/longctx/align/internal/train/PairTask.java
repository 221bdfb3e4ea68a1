package dev.longctx.align.internal.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.data.PreferencePair;
import dev.longctx.align.objective.PairLoss;
import dev.longctx.align.objective.PreferenceObjective;
import dev.longctx.align.objective.ResponseScore;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.runs.hash.DataHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plain preference optimisation: a pair is one pass. */
public final class PairTask implements Task {

  private final PreferenceObjective objective;
  private final List<PreferencePair> pairs;
  private final ListBatches batches;
  private List<double[]> references = List.of();

  /** A task of pairs. */
  public PairTask(PreferenceObjective objective, List<PreferencePair> pairs, ListBatches batches) {
    this.objective = objective;
    this.pairs = pairs;
    this.batches = batches;
  }

  @Override
  public String name() {
    return objective.name();
  }

  @Override
  public void describe(ObjectNode settings) {
    Descriptions.put(settings, objective, batches);
    DataHash hash = new DataHash();
    for (PreferencePair pair : pairs) {
      hash.add(pair.id()).add(pair.prompt()).add(pair.chosen()).add(pair.rejected());
    }
    settings.put("data", hash.value());
  }

  @Override
  public Batch batch(long step) {
    return new PairBatch(batches.at(step));
  }

  @Override
  public List<ReferenceRequest> references() {
    return objective.needsReference()
        ? pairs.stream()
            .map(pair -> new ReferenceRequest(pair.id(), List.of(pair.sequences())))
            .toList()
        : List.of();
  }

  @Override
  public void references(List<double[]> sums) {
    references = sums;
  }

  private final class PairBatch implements Batch {

    private final int[] numbers;

    PairBatch(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public List<String> ids() {
      return Arrays.stream(numbers).mapToObj(number -> pairs.get(number).id()).toList();
    }

    @Override
    public void accumulate(TrainablePolicy policy, int from, int to, StepSums sums) {
      List<TokenSequence> sequences = new ArrayList<>();
      for (int i = from; i < to; i++) {
        sequences.addAll(pairs.get(numbers[i]).sequences());
      }
      sums.read(sequences);
      try (ForwardPass pass = policy.forward(sequences)) {
        List<double[]> logProbs = pass.logProbs();
        Slopes slopes = new Slopes();
        for (int i = 0; i < to - from; i++) {
          add(numbers[from + i], logProbs.subList(2 * i, 2 * i + 2), sums, slopes);
        }
        pass.backward(slopes.all());
      }
    }

    private void add(int number, List<double[]> logProbs, StepSums sums, Slopes slopes) {
      String id = pairs.get(number).id();
      ResponseScore chosen = Finite.score(id, logProbs.get(0), reference(number, 0));
      ResponseScore rejected = Finite.score(id, logProbs.get(1), reference(number, 1));
      PairLoss value = objective.loss(chosen, rejected);
      Finite.require(id, "loss", value.value(), value.chosenSlope(), value.rejectedSlope());
      double weight = 1.0 / numbers.length;
      sums.add(value, weight);
      slopes.add(chosen.size(), weight * value.chosenSlope());
      slopes.add(rejected.size(), weight * value.rejectedSlope());
    }
  }

  private double reference(int number, int at) {
    return references.isEmpty() ? Double.NaN : references.get(number)[at];
  }
}
