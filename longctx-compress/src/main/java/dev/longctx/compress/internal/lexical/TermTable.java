package dev.longctx.compress.internal.lexical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers the distinct terms of a query; finds a term without making a string of it. */
final class TermTable {
  private final List<char[]> terms = new ArrayList<>();
  private int[] slots = new int[64];

  /** The table of the terms of {@code query}, in the order of their first appearance. */
  static TermTable of(String query) {
    TermTable table = new TermTable();
    new Terms().read(query, 0, query.length(), table::add);
    return table;
  }

  int size() {
    return terms.size();
  }

  /** Number of the term, or -1 when the query lacks it. */
  int find(char[] chars, int length) {
    return slots[slot(chars, length)] - 1;
  }

  private void add(char[] chars, int length) {
    int slot = slot(chars, length);
    if (slots[slot] == 0) {
      terms.add(Arrays.copyOf(chars, length));
      slots[slot] = terms.size();
      if (2 * terms.size() > slots.length) {
        grow();
      }
    }
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < terms.size(); i++) {
      char[] term = terms.get(i);
      slots[slot(term, term.length)] = i + 1;
    }
  }

  /** Slot of the term, or the empty slot where it belongs. */
  private int slot(char[] chars, int length) {
    int mask = slots.length - 1;
    int slot = hash(chars, length) & mask;
    while (slots[slot] != 0 && !same(terms.get(slots[slot] - 1), chars, length)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean same(char[] term, char[] chars, int length) {
    return Arrays.equals(term, 0, term.length, chars, 0, length);
  }

  private static int hash(char[] chars, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + chars[i];
    }
    return hash ^ (hash >>> 15);
  }
}
