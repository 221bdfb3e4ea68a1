package dev.longctx.align.testing;

import dev.longctx.align.data.TokenTriple;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random triples of tokens below a vocabulary's size. */
public final class Triples {

  private Triples() {}

  /** Short prompts of 4 tokens, long ones of 20, responses of 2 to 4. */
  public static List<TokenTriple> of(int count, int vocabulary, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int chosen = 2 + random.nextInt(3);
              return new TokenTriple(
                  "t" + i,
                  tokens(random, vocabulary, 4),
                  tokens(random, vocabulary, 20),
                  tokens(random, vocabulary, chosen),
                  tokens(random, vocabulary, chosen == 2 ? 3 : 2));
            })
        .toList();
  }

  private static int[] tokens(Random random, int vocabulary, int count) {
    return random.ints(count, 0, vocabulary).toArray();
  }
}
