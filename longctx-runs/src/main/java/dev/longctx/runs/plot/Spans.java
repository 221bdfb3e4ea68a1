package dev.longctx.runs.plot;

import java.util.ArrayList;
import java.util.List;

/** Neighbours taken together, so that there are not too many to look at. */
public final class Spans {

  private Spans() {}

  /** Sublists of one size, the last one maybe smaller, at most so many. */
  public static <T> List<List<T>> of(List<T> all, int most) {
    List<List<T>> spans = new ArrayList<>();
    int size = Math.max(1, (all.size() + most - 1) / most);
    for (int from = 0; from < all.size(); from += size) {
      spans.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return spans;
  }
}
