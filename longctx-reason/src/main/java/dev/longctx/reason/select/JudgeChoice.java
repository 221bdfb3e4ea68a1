package dev.longctx.reason.select;

import dev.longctx.api.LongctxException;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.reason.internal.policy.Once;
import dev.longctx.reason.internal.select.ChoicePrompt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** {@link Selection#judge(LanguageModel, int)}. */
final class JudgeChoice implements Selection {

  private static final Logger LOG = System.getLogger("dev.longctx.reason");
  private static final int MAX_CHOICES = 16;

  private final LanguageModel model;
  private final int maxTokens;
  private final Selection fallback = new MajorityVote();

  JudgeChoice(LanguageModel model, int maxTokens) {
    this.model = Objects.requireNonNull(model, "model");
    this.maxTokens = Once.atLeast(1, "maxTokens", maxTokens);
  }

  @Override
  public Selected select(SelectionContext context) {
    if (context.groups().size() == 1) {
      return fallback.select(context);
    }
    List<AnswerGroup> choices = mostVoted(context.groups());
    try {
      return ask(context, choices);
    } catch (LongctxException e) {
      LOG.log(Level.WARNING, "the judge failed, so the majority decides", e);
      return fallback.select(context);
    }
  }

  private static List<AnswerGroup> mostVoted(List<AnswerGroup> groups) {
    return groups.stream()
        .sorted(Comparator.comparingInt(AnswerGroup::votes).reversed())
        .limit(MAX_CHOICES)
        .toList();
  }

  private Selected ask(SelectionContext context, List<AnswerGroup> choices) {
    Optional<Prompt> prompt = prompt(context, choices);
    if (prompt.isEmpty()) {
      return fallback.select(context);
    }
    Generation reply =
        model.generate(
            request(context, prompt.get()), context.cancellation(), GenerationListener.NONE);
    Selected selected =
        choiceOf(reply, choices.size())
            .map(number -> chosen(context, choices.get(number - 1)))
            .orElseGet(() -> fallback.select(context));
    return selected.withUsage(
        new Answer.Usage(reply.promptTokens(), reply.reusedTokens(), reply.completionTokens()));
  }

  /** The prompt with the text, else without it, else none, as the judge's positions allow. */
  private Optional<Prompt> prompt(SelectionContext context, List<AnswerGroup> choices) {
    List<String> answers = choices.stream().map(AnswerGroup::answer).toList();
    Prompt grounded = ChoicePrompt.grounded(context.question(), context.text(), answers);
    if (fits(grounded)) {
      return Optional.of(grounded);
    }
    Prompt bare = ChoicePrompt.bare(context.question(), answers);
    return fits(bare) ? Optional.of(bare) : Optional.empty();
  }

  private boolean fits(Prompt prompt) {
    OptionalInt positions = model.maxTokens();
    return positions.isEmpty()
        || (long) model.countTokens(prompt) + maxTokens <= positions.getAsInt();
  }

  private GenerationRequest request(SelectionContext context, Prompt prompt) {
    GenerationRequest.Builder request =
        GenerationRequest.builder().prompt(prompt).maxTokens(maxTokens);
    if (context.timeout() != null) {
      request.timeout(context.timeout());
    }
    return request.build();
  }

  private static Optional<Integer> choiceOf(Generation reply, int choices) {
    boolean finished = reply.completions().get(0).finish() == FinishReason.STOP;
    return finished ? ChoicePrompt.choiceOf(reply.text(), choices) : Optional.empty();
  }

  private static Selected chosen(SelectionContext context, AnswerGroup choice) {
    return Selected.best(
        context,
        context.groups().stream()
            .map(group -> group.first() == choice.first() ? 1.0 : 0.0)
            .toList());
  }
}
