package dev.longctx.onnx.internal.lm;

import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.util.stream.IntStream;

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

  /**
   * Tokens of a prompt that are neighbours enough, and how far to look for a character's border.
   */
  private static final int CONTEXT = 4;

  private static final int MOST_CONTEXT = 64;

  private final TextTokenizer tokenizer;
  private final IntList run = new IntList();
  private int context;
  private int given;

  /** Continues a prompt, the end of which is the first token's neighbour. */
  Detokenizer(TextTokenizer tokenizer, int[] prompt) {
    this.tokenizer = tokenizer;
    int end = prompt.length;
    int from = end;
    while (from > 0
        && end - from < MOST_CONTEXT
        && tokenizer.promptTokens().textOf(prompt[from - 1]) == null) {
      from--;
      if (end - from >= CONTEXT && isWhole(prompt, from)) {
        break;
      }
    }
    for (int i = isWhole(prompt, from) ? from : end; i < end; i++) {
      run.add(prompt[i]);
    }
    given = run.size();
  }

  /** Whether tokens from an index on begin with a character, not inside one. */
  private boolean isWhole(int[] prompt, int from) {
    String text =
        tokenizer.decode(IntStream.range(from, prompt.length).mapToLong(i -> prompt[i]).toArray());
    return text.isEmpty() || text.charAt(0) != REPLACEMENT;
  }

  /** The text that a token completes, maybe none. */
  String add(int token) {
    String control = tokenizer.promptTokens().textOf(token);
    if (control != null) {
      String before = finish();
      keepLast();
      return before + control;
    }
    run.add(token);
    String with = decode(run.size());
    boolean whole = with.isEmpty() || with.charAt(with.length() - 1) != REPLACEMENT;
    return whole || run.size() - given > MOST_PENDING ? give(with) : "";
  }

  /** Whether a blank stands before the next word is still for the last one to say. */
  private void keepLast() {
    int last = run.size() - 1;
    boolean whole =
        last >= 0 && tokenizer.decode(run.toLongs(last, last + 1)).indexOf(REPLACEMENT) < 0;
    int kept = whole ? run.get(last) : -1;
    run.clear();
    if (whole) {
      run.add(kept);
    }
    context = 0;
    given = run.size();
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
