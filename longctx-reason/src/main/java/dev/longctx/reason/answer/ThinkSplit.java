package dev.longctx.reason.answer;

import dev.longctx.reason.internal.text.Characters;
import java.util.Objects;

/**
 * A response taken apart at the last {@code </think>}.
 *
 * <p>Many chat templates open the thinking themselves, so a response need not begin with {@code
 * <think>}; where it does, the tag is no part of the reasoning.
 *
 * @param reasoning what the model thought, stripped; empty where it did not
 * @param answerText what follows, stripped
 * @param closed whether there was a {@code </think>}
 */
public record ThinkSplit(String reasoning, String answerText, boolean closed) {

  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  /** Checks the components. */
  public ThinkSplit {
    Objects.requireNonNull(reasoning, "reasoning");
    Objects.requireNonNull(answerText, "answerText");
  }

  /**
   * Takes a response apart.
   *
   * @param response what the model said, untrusted
   * @param missing what it answers where {@code </think>} is missing
   * @return its parts
   */
  public static ThinkSplit of(String response, MissingThink missing) {
    int close = response.lastIndexOf(CLOSE);
    if (close >= 0) {
      String answerText = Characters.strip(response.substring(close + CLOSE.length()));
      return new ThinkSplit(withoutTag(response.substring(0, close)), answerText, true);
    }
    String stripped = Characters.strip(response);
    boolean answers =
        switch (missing) {
          case EMPTY_ANSWER -> false;
          case WHOLE_RESPONSE -> !stripped.startsWith(OPEN);
          case WHOLE_EVEN_UNFINISHED -> true;
        };
    return !answers
        ? new ThinkSplit(withoutTag(response), "", false)
        : new ThinkSplit("", stripped, false);
  }

  private static String withoutTag(String thinking) {
    String stripped = Characters.strip(thinking);
    return stripped.startsWith(OPEN)
        ? Characters.strip(stripped.substring(OPEN.length()))
        : stripped;
  }
}
