package dev.longctx.examples.training.align;

import dev.longctx.align.measure.GapReport;
import dev.longctx.align.measure.RewardExample;
import dev.longctx.align.measure.RewardGap;
import dev.longctx.align.objective.SimPo;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.examples.training.task.Domain;
import dev.longctx.examples.training.task.Draw;
import dev.longctx.examples.training.task.Example;
import dev.longctx.examples.training.task.World;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Questions that no training has seen, the same for all arms of a seed. */
final class Evaluation {

  private static final long APART = 7_000_000_000L;
  private static final int MAX_RESPONSE = 32;

  private final OnnxCausalLm model;
  private final long seed;

  Evaluation(OnnxCausalLm model, long seed) {
    this.model = model;
    this.seed = seed;
  }

  /** The share of right answers, by tokens of the context. */
  Map<Integer, Double> accuracies(Domain domain, int questions) {
    Map<Integer, Double> accuracies = new LinkedHashMap<>();
    for (int tokens : Scale.LENGTHS) {
      accuracies.put(tokens, accuracy(domain, questions, tokens));
    }
    return accuracies;
  }

  private double accuracy(Domain domain, int questions, int tokens) {
    List<Example> examples = new ArrayList<>();
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      Draw draw = new Draw(APART + seed * 1_000_003 + i);
      Example example = Example.random(domain, Scale.SHORT, draw);
      World context = tokens == Scale.SHORT ? example.world() : example.among(tokens, draw);
      examples.add(example);
      requests.add(
          GenerationRequest.builder()
              .prompt(Prompt.text(example.prompt(context)))
              .sampling(Sampling.greedy())
              .maxTokens(MAX_RESPONSE)
              .build());
    }
    List<Generation> answers = model.generateAll(requests, new Cancellation());
    long right =
        IntStream.range(0, questions)
            .filter(
                i ->
                    examples
                        .get(i)
                        .question()
                        .isAnsweredBy(answers.get(i).completions().get(0).text()))
            .count();
    return (double) right / questions;
  }

  /**
   * How much less likely right responses are under long contexts.
   *
   * @return mean distance of a token's mean log-probability, in nats
   */
  double gap(int questions) {
    List<RewardExample> examples = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      Draw draw = new Draw(APART + seed * 1_000_003 + i);
      Example example = Example.random(Domain.PEOPLE, Scale.SHORT, draw);
      World context = example.among(Scale.LONG, draw);
      examples.add(
          new RewardExample(
              "gap " + i,
              model.encode(Prompt.text(example.prompt(example.world()))),
              model.encode(Prompt.text(example.prompt(context))),
              model.encodeResponse(example.question().chain()),
              model.endTokens())); // any other response: margins are not asked for
    }
    GapReport report =
        RewardGap.builder()
            .objective(SimPo.builder().beta(1.0).gamma(0.0).build())
            .scorer(model)
            .build()
            .measure(examples, new Cancellation());
    return report.distances().orElseThrow().mean();
  }
}
