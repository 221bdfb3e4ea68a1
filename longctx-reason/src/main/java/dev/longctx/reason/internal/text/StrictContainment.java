package dev.longctx.reason.internal.text;

import java.util.List;
import java.util.Set;

/** When one answer is the other with a few words more. */
public final class StrictContainment {

  private static final Set<String> CLOSED = Set.of("yes", "no", "noanswer", "true", "false");

  private static final Set<String> FILLERS =
      Set.of(
          "a",
          "an",
          "the",
          "of",
          "in",
          "on",
          "at",
          "by",
          "to",
          "for",
          "from",
          "with",
          "as",
          "is",
          "was",
          "are",
          "were",
          "be",
          "been",
          "it",
          "its",
          "he",
          "she",
          "they",
          "his",
          "her",
          "their",
          "this",
          "that",
          "which",
          "who",
          "there",
          "called",
          "named",
          "probably",
          "likely",
          "i",
          "think",
          "believe");

  /** Words that turn an answer round or make it one of several. */
  private static final Set<String> TURNING =
      Set.of(
          "not",
          "no",
          "never",
          "neither",
          "nor",
          "none",
          "without",
          "except",
          "non",
          "isnt",
          "wasnt",
          "arent",
          "werent",
          "cannot",
          "cant",
          "dont",
          "didnt",
          "wont",
          "unlike",
          "false",
          "wrong",
          "incorrect",
          "or",
          "and",
          "either",
          "both",
          "versus",
          "vs",
          "maybe",
          "hundred",
          "thousand",
          "million",
          "billion",
          "trillion",
          "minus",
          "negative",
          "percent");

  private static final String SEPARATORS = ",;/|&\n";

  private StrictContainment() {}

  /**
   * Whether two answers say the same: equal as {@link StrictNormaliser} spells them, or the words
   * of one are a run of the other's, make up more than half of its words of content, and the rest
   * neither denies, numbers nor lists. Symmetric.
   */
  public static boolean matches(String first, String second) {
    List<String> one = Words.of(StrictNormaliser.INSTANCE.normalise(first));
    List<String> other = Words.of(StrictNormaliser.INSTANCE.normalise(second));
    if (one.isEmpty() || other.isEmpty()) {
      return false;
    }
    if (one.equals(other)) {
      return true;
    }
    boolean firstIsLonger = one.size() > other.size();
    return firstIsLonger
        ? separators(first) <= separators(second) && extendsAnswer(one, other)
        : separators(second) <= separators(first) && extendsAnswer(other, one);
  }

  private static boolean extendsAnswer(List<String> longer, List<String> shorter) {
    return !isClosed(shorter)
        && 2 * content(shorter) > content(longer)
        && restIsHarmless(longer, shorter)
        && Occurrence.holds(longer, shorter);
  }

  private static boolean isClosed(List<String> words) {
    return words.size() == 1 && CLOSED.contains(words.get(0));
  }

  private static long content(List<String> words) {
    return words.stream().filter(word -> !FILLERS.contains(word)).count();
  }

  private static boolean restIsHarmless(List<String> longer, List<String> shorter) {
    return WordCounts.of(longer).minus(WordCounts.of(shorter)).words().stream()
        .noneMatch(word -> TURNING.contains(word) || word.chars().anyMatch(Character::isDigit));
  }

  private static long separators(String text) {
    return text.chars().filter(c -> SEPARATORS.indexOf(c) >= 0).count();
  }
}
