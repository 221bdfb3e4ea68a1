package dev.longctx.examples.training.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All words of the task, by kind, in the order of the tokenizer's ids. */
public final class Words {

  private static final Map<String, List<String>> KINDS = read();

  private Words() {}

  /** The words of a kind, such as {@code city}. */
  public static List<String> of(String kind) {
    List<String> words = KINDS.get(kind);
    if (words == null) {
      throw new IllegalArgumentException(
          "kind: expected one of " + KINDS.keySet() + ", found " + kind);
    }
    return words;
  }

  /** All words, each once. */
  public static List<String> all() {
    return KINDS.values().stream().flatMap(List::stream).toList();
  }

  /** All words but those that give texts their form. */
  public static List<String> meaningful() {
    List<String> form = List.of("document", ":", ".", "?", "question", "answer", "of", "is", "the");
    return all().stream()
        .filter(word -> !form.contains(word))
        .filter(word -> !of("letter").contains(word) && !of("number").contains(word))
        .toList();
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    try (InputStream file = Words.class.getResourceAsStream("words.txt")) {
      if (file == null) {
        throw new IllegalStateException("words.txt: expected it beside this class, found none");
      }
      List<String> words = List.of();
      var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(" ")) {
          words.addAll(List.of(line.strip().split(" ")));
        } else {
          words = new ArrayList<>();
          kinds.put(line.substring(0, line.length() - 1), words);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kinds.replaceAll((kind, words) -> List.copyOf(words));
    return kinds;
  }
}
