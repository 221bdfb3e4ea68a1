package dev.longctx.reason.internal.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  private int count(String word) {
    return counts.getOrDefault(word, 0);
  }
}
