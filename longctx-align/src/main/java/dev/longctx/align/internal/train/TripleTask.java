package dev.longctx.align.internal.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.ResponseKind;
import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.objective.ResponseScore;
import dev.longctx.align.objective.ShortToLong;
import dev.longctx.align.objective.TripleLoss;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.runs.hash.DataHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SoLoPO: the short pair is one pass, the long context another, which is open only while its own
 * loss is computed. So memory holds at most one long sequence an example beside the short pair, or
 * two where both responses are aligned.
 */
public final class TripleTask implements Task {

  private final ShortToLong loss;
  private final List<TokenTriple> triples;
  private final ListBatches batches;
  private List<double[]> references = List.of();

  /** A task of triples. */
  public TripleTask(ShortToLong loss, List<TokenTriple> triples, ListBatches batches) {
    this.loss = loss;
    this.triples = triples;
    this.batches = batches;
  }

  @Override
  public String name() {
    return loss.name();
  }

  @Override
  public void describe(ObjectNode settings) {
    Descriptions.put(settings, loss, batches);
    DataHash hash = new DataHash();
    for (TokenTriple triple : triples) {
      hash.add(triple.id())
          .add(triple.shortPrompt())
          .add(triple.longPrompt())
          .add(triple.chosen())
          .add(triple.rejected());
    }
    settings.put("data", hash.value());
  }

  @Override
  public Batch batch(long step) {
    return new TripleBatch(batches.at(step));
  }

  @Override
  public List<ReferenceRequest> references() {
    if (!loss.objective().needsReference()) {
      return List.of();
    }
    return triples.stream().map(this::request).toList();
  }

  @Override
  public void references(List<double[]> sums) {
    references = sums;
  }

  private ReferenceRequest request(TokenTriple triple) {
    List<List<TokenSequence>> groups = new ArrayList<>();
    groups.add(pair(triple));
    if (loss.needsLongReference()) {
      groups.add(far(triple));
    }
    return new ReferenceRequest(triple.id(), groups);
  }

  private static List<TokenSequence> pair(TokenTriple triple) {
    return List.of(
        triple.sequence(ContextLength.SHORT, ResponseKind.CHOSEN),
        triple.sequence(ContextLength.SHORT, ResponseKind.REJECTED));
  }

  private List<TokenSequence> far(TokenTriple triple) {
    TokenSequence chosen = triple.sequence(ContextLength.LONG, ResponseKind.CHOSEN);
    return loss.readsLongRejected()
        ? List.of(chosen, triple.sequence(ContextLength.LONG, ResponseKind.REJECTED))
        : List.of(chosen);
  }

  private final class TripleBatch implements Batch {

    private final int[] numbers;

    TripleBatch(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public List<String> ids() {
      return Arrays.stream(numbers).mapToObj(number -> triples.get(number).id()).toList();
    }

    @Override
    public void accumulate(TrainablePolicy policy, int from, int to, StepSums sums) {
      List<TokenSequence> near = new ArrayList<>();
      List<TokenSequence> far = new ArrayList<>();
      for (int i = from; i < to; i++) {
        near.addAll(pair(triples.get(numbers[i])));
        far.addAll(far(triples.get(numbers[i])));
      }
      sums.read(near);
      sums.read(far);
      try (ForwardPass nearPass = policy.forward(near)) {
        nearPass.backward(farBackward(policy, from, nearPass.logProbs(), far, sums));
      }
    }

    /** Carries the long part back and gives the derivatives of the short one. */
    private List<double[]> farBackward(
        TrainablePolicy policy,
        int from,
        List<double[]> nearLogProbs,
        List<TokenSequence> far,
        StepSums sums) {
      Slopes near = new Slopes();
      Slopes distant = new Slopes();
      try (ForwardPass farPass = policy.forward(far)) {
        List<double[]> farLogProbs = farPass.logProbs();
        int each = loss.readsLongRejected() ? 2 : 1;
        for (int i = 0; i < nearLogProbs.size() / 2; i++) {
          Scores scores =
              scores(
                  numbers[from + i],
                  nearLogProbs.subList(2 * i, 2 * i + 2),
                  farLogProbs.subList(each * i, each * (i + 1)));
          add(scores, sums, near, distant);
        }
        farPass.backward(distant.all());
      }
      return near.all();
    }

    private void add(Scores scores, StepSums sums, Slopes near, Slopes distant) {
      double weight = 1.0 / numbers.length;
      TripleLoss value =
          loss.loss(scores.chosen, scores.rejected, scores.longChosen, scores.longRejected);
      Finite.require(
          scores.id,
          "loss",
          value.value(),
          value.shortChosenSlope(),
          value.shortRejectedSlope(),
          value.longChosenSlope(),
          value.longRejectedSlope());
      sums.add(value, weight);
      near.add(scores.chosen.size(), weight * value.shortChosenSlope());
      near.add(scores.rejected.size(), weight * value.shortRejectedSlope());
      distant.add(scores.longChosen.size(), weight * value.longChosenSlope());
      if (scores.longRejected != null) {
        distant.add(scores.longRejected.size(), weight * value.longRejectedSlope());
      }
    }

    private Scores scores(int number, List<double[]> near, List<double[]> far) {
      String id = triples.get(number).id();
      double[] sums = references.isEmpty() ? new double[0] : references.get(number);
      return new Scores(
          id,
          Finite.score(id, near.get(0), reference(sums, 0)),
          Finite.score(id, near.get(1), reference(sums, 1)),
          Finite.score(id, far.get(0), reference(sums, 2)),
          far.size() < 2 ? null : Finite.score(id, far.get(1), reference(sums, 3)));
    }
  }

  private static double reference(double[] sums, int at) {
    return at < sums.length ? sums[at] : Double.NaN;
  }

  private record Scores(
      String id,
      ResponseScore chosen,
      ResponseScore rejected,
      ResponseScore longChosen,
      @Nullable ResponseScore longRejected) {}
}
