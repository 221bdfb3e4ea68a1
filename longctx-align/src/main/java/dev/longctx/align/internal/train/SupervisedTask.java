package dev.longctx.align.internal.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.data.SupervisedExample;
import dev.longctx.align.objective.ResponseLoss;
import dev.longctx.align.objective.ResponseScore;
import dev.longctx.align.objective.Sft;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.runs.hash.DataHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Supervised fine-tuning, of a list of examples or of batches that a function gives. */
public final class SupervisedTask implements Task {

  private final Sft loss;
  private final LongFunction<List<SupervisedExample>> source;
  private final List<SupervisedExample> known;
  private final @Nullable ListBatches batches;

  private SupervisedTask(
      Sft loss,
      LongFunction<List<SupervisedExample>> source,
      List<SupervisedExample> known,
      @Nullable ListBatches batches) {
    this.loss = loss;
    this.source = source;
    this.known = known;
    this.batches = batches;
  }

  /** A task of a list. */
  public static SupervisedTask of(Sft loss, List<SupervisedExample> examples, ListBatches batches) {
    LongFunction<List<SupervisedExample>> source =
        step -> Arrays.stream(batches.at(step)).mapToObj(examples::get).toList();
    return new SupervisedTask(loss, source, examples, batches);
  }

  /** A task of generated batches, which are known by their first one. */
  public static SupervisedTask of(Sft loss, LongFunction<List<SupervisedExample>> source) {
    return new SupervisedTask(loss, source, source.apply(0), null);
  }

  @Override
  public String name() {
    return "SFT";
  }

  @Override
  public void describe(ObjectNode settings) {
    Descriptions.put(settings, loss, batches);
    DataHash hash = new DataHash();
    for (SupervisedExample example : known) {
      hash.add(example.id()).add(example.prompt()).add(example.response());
      hash.add(Arrays.toString(example.learned()));
    }
    settings.put(batches == null ? "first_batch" : "data", hash.value());
  }

  @Override
  public Batch batch(long step) {
    List<SupervisedExample> examples = source.apply(step);
    if (examples.isEmpty()) {
      throw new IllegalArgumentException(
          "batches, step %d: expected at least one example, found none".formatted(step));
    }
    return new SupervisedBatch(examples);
  }

  private final class SupervisedBatch implements Batch {

    private final List<SupervisedExample> examples;

    SupervisedBatch(List<SupervisedExample> examples) {
      this.examples = List.copyOf(examples);
    }

    @Override
    public List<String> ids() {
      return examples.stream().map(SupervisedExample::id).toList();
    }

    @Override
    public void accumulate(TrainablePolicy policy, int from, int to, StepSums sums) {
      List<SupervisedExample> part = examples.subList(from, to);
      List<TokenSequence> sequences = part.stream().map(SupervisedExample::sequence).toList();
      sums.read(sequences);
      try (ForwardPass pass = policy.forward(sequences)) {
        pass.backward(slopes(part, pass.logProbs(), sums));
      }
    }

    private List<double[]> slopes(
        List<SupervisedExample> part, List<double[]> logProbs, StepSums sums) {
      List<ResponseScore> scores = new ArrayList<>();
      for (int i = 0; i < part.size(); i++) {
        scores.add(score(part.get(i), logProbs.get(i)));
      }
      List<ResponseLoss> losses = loss.losses(scores);
      double share = share(part);
      Slopes slopes = new Slopes();
      for (int i = 0; i < part.size(); i++) {
        ResponseLoss value = losses.get(i);
        Finite.require(part.get(i).id(), "loss", value.value(), value.slope());
        sums.add(share * value.value());
        slopes.add(spread(part.get(i), share * value.slope()));
      }
      return slopes.all();
    }

    /** What the mean over a part counts for in the mean over the batch. */
    private double share(List<SupervisedExample> part) {
      return loss == Sft.PER_TOKEN
          ? (double) learned(part) / learned(examples)
          : (double) part.size() / examples.size();
    }
  }

  private static long learned(List<SupervisedExample> examples) {
    return examples.stream().mapToLong(SupervisedExample::learnedTokens).sum();
  }

  private static ResponseScore score(SupervisedExample example, double[] logProbs) {
    boolean[] learned = example.learned();
    double[] kept =
        IntStream.range(0, learned.length)
            .filter(i -> learned[i])
            .mapToDouble(i -> logProbs[i])
            .toArray();
    return Finite.score(example.id(), kept, Double.NaN);
  }

  private static double[] spread(SupervisedExample example, double slope) {
    boolean[] learned = example.learned();
    return IntStream.range(0, learned.length).mapToDouble(i -> learned[i] ? slope : 0).toArray();
  }
}
