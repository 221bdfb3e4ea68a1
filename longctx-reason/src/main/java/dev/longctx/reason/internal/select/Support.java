package dev.longctx.reason.internal.select;

import dev.longctx.reason.answer.AnswerNormaliser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Weighted texts, and how far they bear out an answer. Not thread-safe. */
public final class Support {

  private static final double SCATTERED = 0.5;

  // What is longer is no answer, and looking for it could take very long.
  private static final int LONGEST_WHOLE = 1000;

  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "and", "are", "as", "at", "be", "been", "but", "by", "did", "do", "does", "for", "from",
          "had", "has", "have", "he", "her", "his", "in", "is", "it", "its", "of", "on", "or",
          "she", "that", "their", "they", "this", "to", "was", "were", "which", "with");

  private final AnswerNormaliser normaliser = AnswerNormaliser.strict();
  private final List<WeightedText> texts = new ArrayList<>();
  private final Map<String, Double> heaviestByWord = new HashMap<>();

  /** Nothing that could bear out anything. */
  public Support() {}

  /** One text more. */
  public void add(String text, double weight) {
    String normalised = normaliser.normalise(text);
    texts.add(new WeightedText(normalised, weight));
    for (String word : words(normalised)) {
      heaviestByWord.merge(word, weight, Math::max);
    }
  }

  /** The support of an answer: 0 for none, the largest weight for the most. */
  public double of(String answer) {
    String normalised = normaliser.normalise(answer);
    if (normalised.isEmpty()) {
      return 0;
    }
    return Math.max(asAWhole(normalised), SCATTERED * byWords(normalised));
  }

  private double asAWhole(String answer) {
    if (answer.length() > LONGEST_WHOLE) {
      return 0;
    }
    return texts.stream()
        .filter(text -> WholeWords.holds(text.normalised(), answer))
        .mapToDouble(WeightedText::weight)
        .max()
        .orElse(0);
  }

  private double byWords(String answer) {
    Set<String> words = words(answer);
    Set<String> content =
        words.stream()
            .filter(word -> !FUNCTION_WORDS.contains(word))
            .collect(Collectors.toUnmodifiableSet());
    return (content.isEmpty() ? words : content)
        .stream().mapToDouble(word -> heaviestByWord.getOrDefault(word, 0.0)).average().orElse(0);
  }

  private static Set<String> words(String normalised) {
    return Set.copyOf(List.of(normalised.split(" ")));
  }

  private record WeightedText(String normalised, double weight) {}
}
