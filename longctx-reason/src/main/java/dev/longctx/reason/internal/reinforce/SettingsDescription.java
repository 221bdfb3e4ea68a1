package dev.longctx.reason.internal.reinforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.training.AdamW;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PlannedProblem;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.internal.reinforce.RlSettings.Sizes;
import dev.longctx.reason.reinforce.EvaluationSet;
import dev.longctx.runs.hash.DataHash;
import dev.longctx.runs.json.Json;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a continued run must share with the one before. Rewards are code, so they are not in it, and
 * the rule for responses without a score may change after a pause.
 */
final class SettingsDescription {

  /** A schedule is a function, so it is known by its first values. */
  private static final int RATES = 10_000;

  private SettingsDescription() {}

  static ObjectNode of(RlSettings settings) {
    AdamW optimizer = settings.optimizer();
    Sizes sizes = settings.sizes();
    Curriculum curriculum = settings.plan().curriculum();
    ObjectNode description =
        Json.object()
            .put("training", "reinforcement")
            .put("algorithm", settings.algorithm().toString())
            .put("curriculum", curriculum.toString())
            .put("problems", problems(settings))
            .put("group", sizes.group())
            .put("prompts_per_step", sizes.prompts())
            .put("updates_per_step", sizes.updates())
            .put("micro_batch", sizes.microBatch())
            .put("groups_at_once", sizes.groupsAtOnce())
            .put("max_response_tokens", sizes.maxResponseTokens())
            .put("sampling", settings.sampling().toString())
            .put("seed", settings.seed())
            .put("beta1", optimizer.beta1())
            .put("beta2", optimizer.beta2())
            .put("epsilon", optimizer.epsilon())
            .put("weight_decay", optimizer.weightDecay())
            .put("max_gradient_norm", String.valueOf(optimizer.maxGradientNorm()))
            .put("learning_rates", rates(optimizer));
    EvaluationSet evaluation = settings.evaluation();
    return evaluation == null
        ? description
        : description
            .put("evaluation", evaluation.toString())
            .put("evaluation_problems", hash(evaluation.problems()))
            .put("evaluation_every", settings.evaluationEvery());
  }

  private static String problems(RlSettings settings) {
    int phases = settings.plan().curriculum().phases().size();
    return hash(
        IntStream.range(0, phases)
            .boxed()
            .flatMap(phase -> settings.plan().phase(phase).stream())
            .map(PlannedProblem::problem)
            .toList());
  }

  private static String hash(List<Problem> problems) {
    DataHash hash = new DataHash();
    for (Problem problem : problems) {
      hash.add(problem.id()).add(problem.source()).add(problem.question());
      add(problem.prompt(), hash);
      hash.add(problem.golds().size());
      problem.golds().forEach(hash::add);
    }
    return hash.value();
  }

  private static void add(Prompt prompt, DataHash hash) {
    if (prompt instanceof Prompt.Text text) {
      hash.add(text.text());
    } else if (prompt instanceof Prompt.Tokens tokens) {
      hash.add(tokens.ids());
    } else if (prompt instanceof Prompt.Chat chat) {
      for (ChatMessage message : chat.messages()) {
        hash.add(message.role().name()).add(message.content());
      }
    }
  }

  private static String rates(AdamW optimizer) {
    DataHash hash = new DataHash();
    for (long step = 0; step < RATES; step++) {
      hash.add(optimizer.learningRate().at(step));
    }
    return hash.value();
  }

  /** The optimiser of a run that begins after some updates: its schedule begins with it. */
  static AdamW after(AdamW optimizer, long updates) {
    return new AdamW(
        step -> optimizer.learningRate().at(step - updates),
        optimizer.beta1(),
        optimizer.beta2(),
        optimizer.epsilon(),
        optimizer.weightDecay(),
        optimizer.maxGradientNorm());
  }
}
