package dev.longctx.reason.internal.policy;

import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.reasoning.Candidate;
import dev.longctx.reason.answer.AnswerExtractor;
import dev.longctx.reason.answer.AnswerNormaliser;
import dev.longctx.reason.answer.MissingThink;
import dev.longctx.reason.answer.ThinkSplit;
import dev.longctx.reason.select.AnswerGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes completions apart and counts their answers.
 *
 * @param missingThink what a completion without {@code </think>} answers
 * @param extractor finds the answer
 * @param normaliser says which answers are the same
 */
public record CandidateReader(
    MissingThink missingThink, AnswerExtractor extractor, AnswerNormaliser normaliser) {

  /** Reads the samples of one question. */
  public Candidates read(List<Completion> completions) {
    List<ThinkSplit> splits = new ArrayList<>();
    List<@Nullable String> answers = new ArrayList<>();
    Map<String, List<Integer>> byForm = new LinkedHashMap<>();
    for (Completion completion : completions) {
      ThinkSplit split = ThinkSplit.of(completion.text(), missingThink);
      String answer = answer(completion, split.answerText());
      if (answer != null) {
        byForm.computeIfAbsent(form(answer), form -> new ArrayList<>()).add(answers.size());
      }
      splits.add(split);
      answers.add(answer);
    }
    int[] votes = votes(byForm, completions.size());
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < completions.size(); i++) {
      all.add(
          new Candidate(
              completions.get(i), splits.get(i).reasoning(), answers.get(i), votes[i], 0));
    }
    return new Candidates(all, groups(byForm, all));
  }

  /** None where the completion was cut off in it: its rest may say something else. */
  private @Nullable String answer(Completion completion, String answerText) {
    String answer = extractor.extract(answerText);
    boolean whole = completion.finish() == FinishReason.STOP;
    return whole || answer == null || !answerText.endsWith(answer) ? answer : null;
  }

  /** An answer of nothing but articles or signs stands for itself. */
  private String form(String answer) {
    String normalised = normaliser.normalise(answer);
    return normalised.isEmpty() ? answer.strip() : normalised;
  }

  private static int[] votes(Map<String, List<Integer>> byForm, int candidates) {
    int[] votes = new int[candidates];
    for (List<Integer> members : byForm.values()) {
      for (int member : members) {
        votes[member] = members.size();
      }
    }
    return votes;
  }

  private static List<AnswerGroup> groups(
      Map<String, List<Integer>> byForm, List<Candidate> candidates) {
    List<AnswerGroup> groups = new ArrayList<>();
    for (List<Integer> members : byForm.values()) {
      String answer = candidates.get(members.get(0)).answer();
      if (answer != null) {
        groups.add(new AnswerGroup(answer, members));
      }
    }
    return groups;
  }
}
