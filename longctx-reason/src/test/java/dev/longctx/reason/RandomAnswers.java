package dev.longctx.reason;

import java.util.List;
import java.util.Random;

/** Seeded answers made of what normalisers and number readers stumble over. */
public final class RandomAnswers {

  private static final List<String> PIECES =
      List.of(
          "the",
          "a",
          "an",
          "Eiffel",
          "tower",
          "Paris",
          "not",
          "yes",
          "no",
          "St.",
          "U.S.A.",
          "A-team",
          "John's",
          "eiffel-tower",
          "3.5",
          "1,234",
          "-5",
          "5%",
          "%",
          "C++",
          "C#",
          "+",
          "10^6",
          "3/4",
          "1 1/2",
          "\u00BD",
          "\u0663",
          "million",
          "or",
          ",",
          ".",
          "...",
          "''",
          "'",
          "\u2019",
          "\u2212",
          "\u0301",
          "e\u0301",
          "\u0130",
          "\u03A3",
          "\uFB01",
          "\uD835\uDFCE",
          "\uD83D\uDE00",
          "\uD800",
          "\u212A",
          "\u1FEF",
          "\u037E",
          "\u00A0",
          "\n",
          "(",
          ")",
          "*",
          "_",
          "=",
          "<",
          "!=",
          "\\boxed{",
          "}",
          "it is",
          "$",
          "x",
          "0",
          "7",
          "the answer is",
          "The correct answer is",
          "(B)",
          "</think>");

  private final Random random;

  /** Answers that follow from a seed. */
  public RandomAnswers(long seed) {
    random = new Random(seed);
  }

  /** The run's seed: {@code -Dlongctx.seed}, or another one each time. */
  public static long seed() {
    return Long.getLong("longctx.seed", System.nanoTime());
  }

  /** Up to eight pieces, glued or not. */
  public String next() {
    StringBuilder answer = new StringBuilder();
    int pieces = random.nextInt(9);
    for (int i = 0; i < pieces; i++) {
      answer.append(PIECES.get(random.nextInt(PIECES.size())));
      answer.append(random.nextInt(3) == 0 ? "" : " ");
    }
    return answer.toString();
  }
}
