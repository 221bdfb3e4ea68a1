package dev.longctx.reason.select;

import dev.longctx.api.model.LanguageModel;
import dev.longctx.reason.reward.Reward;

/**
 * Chooses one of several candidates. Implementations are thread-safe.
 *
 * <p>Only answers are chosen from: a candidate without one never wins over one with, and where none
 * has one the policy takes the first without asking.
 */
@FunctionalInterface
public interface Selection {

  /**
   * Chooses.
   *
   * @param context what to choose from, with at least one answer
   * @return the choice, with a score for each candidate
   */
  Selected select(SelectionContext context);

  /**
   * The first candidate that has an answer. Rates nothing.
   *
   * @return the selection
   */
  static Selection first() {
    return context ->
        new Selected(
            context.groups().get(0).first(),
            context.candidates().stream().map(candidate -> 0.0).toList(),
            Selected.NO_TOKENS);
  }

  /**
   * The answer that most candidates gave, of several the one that was given first: self-consistency
   * (Wang et al., arXiv 2203.11171, section 2). Answers are the same where their normalised forms
   * are; candidates without an answer do not vote. Scores are shares of all candidates.
   *
   * @return the selection
   */
  static Selection majority() {
    return new MajorityVote();
  }

  /**
   * The answer that the text read bears out best. An answer scores the larger of
   *
   * <ul>
   *   <li>the weight of the heaviest span that holds it as a whole, in normalised form and at word
   *       borders (an answer above 1,000 characters is not looked for);
   *   <li>half the mean, over its different content words, of the weight of the heaviest span that
   *       holds the word.
   * </ul>
   *
   * <p>Spans are those of the compression, and their weights its scores, divided by the largest
   * where that is above 1. A text that is not made of such spans is one span of weight 1. Equal
   * scores go to the answer with more votes, then to the one that was given first.
   *
   * <p>Votes count for nothing else, and short answers in the text's own words score best, right or
   * wrong: a name from the text scores 1, and a longer answer that puts it another way at most half
   * of that. Where that may be, {@link #majority()} or a judge choose better.
   *
   * @return the selection
   */
  static Selection evidenceSupport() {
    return new EvidenceSupport();
  }

  /**
   * The answer that a language model chooses among the different ones; see {@link
   * #judge(LanguageModel, int)}.
   *
   * @param model the judge, which stays the caller's
   * @return the selection, with at most 1,024 tokens a reply
   */
  static Selection judge(LanguageModel model) {
    return judge(model, 1024);
  }

  /**
   * The answer that a language model chooses among the different ones, of which it sees at most 16,
   * those with most votes, and of each at most 1,000 characters. It sees the text as well where its
   * positions have room for that. It is asked once, greedily, and must end its reply with the
   * answer's number in double brackets. Question, text and answers are delimited, so that none can
   * pose as another.
   *
   * <p>Where there is but one answer, the judge is not asked. Where its reply ends in any other
   * way, it fails, or its time is up, {@link #majority()} decides, and the scores are that one's;
   * otherwise the chosen answer scores 1 and the others 0. Its tokens count in the usage.
   *
   * @param model the judge, which stays the caller's
   * @param maxTokens the most tokens of its reply, at least 1
   * @return the selection
   */
  static Selection judge(LanguageModel model, int maxTokens) {
    return new JudgeChoice(model, maxTokens);
  }

  /**
   * The answer with the highest reward. Only for questions whose right answer is known: to choose
   * what to learn from, never to answer. A reward reads the whole response by its own rules, so it
   * should find answers as the policy does. What it gives no score counts 0. Where it asks a judge,
   * that one's tokens are not in the usage, and the policy's time does not bound it: give the judge
   * bounds of its own.
   *
   * @param reward scores the first response with each answer
   * @param gold the right answer, not blank
   * @return the selection
   */
  static Selection byReward(Reward reward, String gold) {
    return new RewardChoice(reward, gold);
  }
}
