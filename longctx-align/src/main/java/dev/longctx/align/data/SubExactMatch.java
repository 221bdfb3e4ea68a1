package dev.longctx.align.data;

import dev.longctx.align.internal.text.Words;
import java.util.List;

/** Right answers in responses and in documents, word by word. */
final class SubExactMatch {

  private static final String THINK = "<think>";
  private static final String THOUGHT = "</think>";

  private SubExactMatch() {}

  static boolean isRight(String response, List<String> answers) {
    int end = response.lastIndexOf(THOUGHT);
    String said = end < 0 ? response : response.substring(end + THOUGHT.length());
    return !said.contains(THINK) && holdsOneOf(said, answers);
  }

  static boolean holdsOneOf(String text, List<String> answers) {
    List<String> words = Words.of(text);
    return answers.stream().anyMatch(answer -> Words.holds(words, Words.of(answer)));
  }
}
