package dev.longctx.reason.curriculum;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Refuses what stands in a list twice. */
final class EachOnce {

  private EachOnce() {}

  /**
   * Checks a list.
   *
   * @throws IllegalArgumentException if two elements have the same id
   */
  static <T> void require(String name, List<T> list, Function<T, String> id) {
    Set<String> ids = new HashSet<>();
    for (T element : list) {
      if (!ids.add(id.apply(element))) {
        throw new IllegalArgumentException(
            "%s: expected each id once, found %s twice".formatted(name, id.apply(element)));
      }
    }
  }
}
