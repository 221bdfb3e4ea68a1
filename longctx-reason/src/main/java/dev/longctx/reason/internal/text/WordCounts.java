package dev.longctx.reason.internal.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often each word occurs. */
public final class WordCounts {

  private final Map<String, Integer> counts;

  private WordCounts(Map<String, Integer> counts) {
    this.counts = counts;
  }

  /** Counts words. */
  public static WordCounts of(List<String> words) {
    Map<String, Integer> counts = new HashMap<>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    return new WordCounts(counts);
  }

  /** How many words two lists share, each as often as in both. */
  public int shared(WordCounts other) {
    return counts.entrySet().stream()
        .mapToInt(entry -> Math.min(entry.getValue(), other.count(entry.getKey())))
        .sum();
  }

  WordCounts minus(WordCounts other) {
    Map<String, Integer> rest = new HashMap<>();
    counts.forEach(
        (word, count) -> {
          if (count > other.count(word)) {
            rest.put(word, count - other.count(word));
          }
        });
    return new WordCounts(rest);
  }

  Set<String> words() {
    return counts.keySet();
  }

  private int count(String word) {
    return counts.getOrDefault(word, 0);
  }
}
