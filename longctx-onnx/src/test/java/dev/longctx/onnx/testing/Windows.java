package dev.longctx.onnx.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random token ids. */
public final class Windows {

  private Windows() {}

  public static int[] of(Random random, int length, int vocabulary) {
    return random.ints(length, 0, vocabulary).toArray();
  }

  /** Windows of 1 to so many tokens. */
  public static List<int[]> many(Random random, int count, int maxLength, int vocabulary) {
    List<int[]> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      windows.add(of(random, 1 + random.nextInt(maxLength), vocabulary));
    }
    return windows;
  }
}
