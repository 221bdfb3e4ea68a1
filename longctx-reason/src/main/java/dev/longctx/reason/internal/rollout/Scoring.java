package dev.longctx.reason.internal.rollout;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.reward.Attempt;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/**
 * Scores completions.
 *
 * @param rewards the reward of a problem
 * @param shaping what is added to a score, by length
 * @param executor runs each scoring
 * @param onFailure hears of rewards that throw
 */
public record Scoring(
    Function<Problem, Reward> rewards,
    IntToDoubleFunction shaping,
    Executor executor,
    BiConsumer<Problem, RuntimeException> onFailure) {

  /** Scores the completions of several problems; waits for all of them, also where one fails. */
  public List<List<Rollout>> score(
      List<Problem> problems, List<List<Completion>> completions, Cancellation cancellation) {
    List<List<CompletableFuture<Rollout>>> tasks = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      Problem problem = problems.get(i);
      tasks.add(
          completions.get(i).stream()
              .map(completion -> start(problem, completion, cancellation))
              .toList());
    }
    CompletableFuture<?>[] all =
        tasks.stream().flatMap(List::stream).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
    return tasks.stream()
        .map(group -> group.stream().map(CompletableFuture::join).toList())
        .toList();
  }

  private CompletableFuture<Rollout> start(
      Problem problem, Completion completion, Cancellation cancellation) {
    return CompletableFuture.supplyAsync(
        () -> rollout(problem, completion, cancellation), executor);
  }

  private Rollout rollout(Problem problem, Completion completion, Cancellation cancellation) {
    RewardScore score = score(problem, completion, cancellation);
    double reward =
        score.value().isPresent()
            ? score.value().getAsDouble() + shaping.applyAsDouble(completion.tokens().size())
            : Double.NaN;
    return new Rollout(completion, score, reward);
  }

  private RewardScore score(Problem problem, Completion completion, Cancellation cancellation) {
    Attempt attempt = new Attempt(problem.question(), completion.text(), problem.golds());
    try {
      Reward reward = Objects.requireNonNull(rewards.apply(problem), "reward of a problem");
      return Objects.requireNonNull(reward.score(attempt, cancellation), "score of a reward");
    } catch (RuntimeException e) {
      if (e instanceof CancellationException && isStopped(cancellation)) {
        throw e;
      }
      onFailure.accept(problem, e);
      return RewardScore.none(null, RewardReason.REWARD_FAILED);
    }
  }

  /** Rewards may give up on calls of their own, which is a failure and no wish of the caller's. */
  private static boolean isStopped(Cancellation cancellation) {
    return cancellation.isCancelled() || Thread.currentThread().isInterrupted();
  }

  private static RuntimeException unwrapped(CompletionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : e;
  }
}
