package dev.longctx.onnx.internal.lm;

import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import org.jspecify.annotations.Nullable;

/** From tokens to the text that completions show. Thread-safe. */
public final class TokenText {

  /** A vocabulary from elsewhere may hold tokens of any length. */
  private static final int MOST_CHARACTERS = 1 << 28;

  private static final int[] NO_PROMPT = {};

  private final String where;
  private final int vocabulary;
  private final @Nullable TextTokenizer tokenizer;
  private final int mostCharacters;

  /**
   * A writer of texts.
   *
   * @param where the model, for messages
   * @param vocabulary ids lie below it
   * @param tokenizer knows the tokens, or null for a model that gives ids only
   */
  public TokenText(String where, int vocabulary, @Nullable TextTokenizer tokenizer) {
    this(where, vocabulary, tokenizer, MOST_CHARACTERS);
  }

  TokenText(String where, int vocabulary, @Nullable TextTokenizer tokenizer, int mostCharacters) {
    this.where = where;
    this.vocabulary = vocabulary;
    this.tokenizer = tokenizer;
    this.mostCharacters = mostCharacters;
  }

  /**
   * The text of tokens.
   *
   * @param ids the tokens
   * @return their text, without special tokens
   * @throws IllegalArgumentException if one is outside the vocabulary, the text would be longer
   *     than 2^28 characters, or there is no tokenizer
   */
  public String decode(int[] ids) {
    TextTokenizer known = tokenizer;
    if (known == null) {
      throw new IllegalArgumentException(
          where + ": expected a model with a tokenizer for texts, found one without");
    }
    check(ids);
    Detokenizer detokenizer = new Detokenizer(known, NO_PROMPT);
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      append(detokenizer.add(id), text);
    }
    append(detokenizer.finish(), text);
    return text.toString();
  }

  private void check(int[] ids) {
    for (int id : ids) {
      if (id < 0 || id >= vocabulary) {
        throw new IllegalArgumentException(
            "%s: expected tokens from 0 to %d, found %d".formatted(where, vocabulary - 1, id));
      }
    }
  }

  private void append(String piece, StringBuilder text) {
    if (piece.length() > mostCharacters - text.length()) {
      throw new IllegalArgumentException(
          "%s: expected tokens of at most %d characters together, found more"
              .formatted(where, mostCharacters));
    }
    text.append(piece);
  }
}
