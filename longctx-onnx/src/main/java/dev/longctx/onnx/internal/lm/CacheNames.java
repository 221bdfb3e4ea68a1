package dev.longctx.onnx.internal.lm;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a graph calls its cache tensors: keys and values of all layers, in turns.
 *
 * @param past those that go in
 * @param present those that come out
 */
record CacheNames(List<String> past, List<String> present) {

  static CacheNames of(int layers) {
    return new CacheNames(names("past_key_values.", layers), names("present.", layers));
  }

  private static List<String> names(String prefix, int layers) {
    return IntStream.range(0, 2 * layers)
        .mapToObj(i -> prefix + i / 2 + (i % 2 == 0 ? ".key" : ".value"))
        .toList();
  }
}
