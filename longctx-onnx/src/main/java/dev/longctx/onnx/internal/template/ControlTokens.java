package dev.longctx.onnx.internal.template;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds control tokens in texts, the longest first, and what could become a part of one. */
final class ControlTokens {

  private final BitSet firsts = new BitSet();
  private final Map<Character, List<String>> byFirst = new HashMap<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Set<String> endings = new HashSet<>();
  private final int longest;

  ControlTokens(Collection<String> tokens) {
    for (String token : tokens) {
      if (token.isEmpty()) {
        throw new IllegalArgumentException("control tokens: expected no empty one, found one");
      }
      firsts.set(token.charAt(0));
      byFirst.computeIfAbsent(token.charAt(0), first -> new ArrayList<>()).add(token);
      for (int i = 1; i < token.length(); i++) {
        beginnings.add(token.substring(0, i));
        endings.add(token.substring(i));
      }
    }
    byFirst.values().forEach(list -> list.sort(Comparator.comparing(String::length).reversed()));
    longest = tokens.stream().mapToInt(String::length).max().orElse(0);
  }

  /** The length of the longest token that stands at a position, or 0. */
  int lengthAt(String text, int position) {
    if (!firsts.get(text.charAt(position))) {
      return 0;
    }
    for (String token : byFirst.getOrDefault(text.charAt(position), List.of())) {
      if (text.startsWith(token, position)) {
        return token.length();
      }
    }
    return 0;
  }

  /** How many characters up to a position are the beginning of a token but no whole one. */
  int unfinishedBefore(String text, int end) {
    for (int length = Math.min(longest - 1, end); length > 0; length--) {
      if (beginnings.contains(text.substring(end - length, end))) {
        return length;
      }
    }
    return 0;
  }

  /** How many characters from a position on are the end of a token but no whole one. */
  int restAt(String text, int start) {
    for (int length = Math.min(longest - 1, text.length() - start); length > 0; length--) {
      if (endings.contains(text.substring(start, start + length))) {
        return length;
      }
    }
    return 0;
  }
}
