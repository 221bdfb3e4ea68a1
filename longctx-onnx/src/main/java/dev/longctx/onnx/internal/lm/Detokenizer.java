package dev.longctx.onnx.internal.lm;

import dev.longctx.onnx.internal.tokenizer.TextTokenizer;

/**
 * Turns tokens into text as they come. A token alone is no text: its bytes may be half a character,
 * and whether a blank stands before it depends on its neighbour. So the last tokens are decoded
 * with and without the new ones, and the difference is given out once it ends with a whole
 * character. Not thread-safe.
 */
final class Detokenizer {

  private static final char REPLACEMENT = '\uFFFD';

  /** No character has more bytes than 4, so what is still broken after more tokens stays so. */
  private static final int MOST_PENDING = 8;

  private final TextTokenizer tokenizer;
  private final IntList run = new IntList();
  private int context;
  private int given;

  /** Continues a prompt, the end of which is the first token's neighbour. */
  Detokenizer(TextTokenizer tokenizer, int[] prompt) {
    this.tokenizer = tokenizer;
    for (int i = Math.max(0, prompt.length - MOST_PENDING); i < prompt.length; i++) {
      if (tokenizer.controlText(prompt[i]) != null) {
        run.clear();
      } else {
        run.add(prompt[i]);
      }
    }
    given = run.size();
  }

  /** The text that a token completes, maybe none. */
  String add(int token) {
    String control = tokenizer.controlText(token);
    if (control != null) {
      String before = finish();
      run.clear();
      context = 0;
      given = 0;
      return before + control;
    }
    run.add(token);
    String with = decode(run.size());
    boolean whole = with.isEmpty() || with.charAt(with.length() - 1) != REPLACEMENT;
    return whole || run.size() - given > MOST_PENDING ? give(with) : "";
  }

  /** The text of tokens that were waiting for more. */
  String finish() {
    return given < run.size() ? give(decode(run.size())) : "";
  }

  private String give(String with) {
    String without = decode(given);
    String piece = with.length() > without.length() ? with.substring(without.length()) : "";
    context = given;
    given = run.size();
    return piece;
  }

  private String decode(int end) {
    return context < end ? tokenizer.decode(run.toLongs(context, end)) : "";
  }
}
