package dev.longctx.onnx.internal.tokenizer;

import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A tokenizer for untrusted text: no truncation, no padding, no special tokens added and none read
 * from the text. Safe for concurrent use; closing it while calls are in flight is the caller's
 * error.
 */
public final class TextTokenizer implements AutoCloseable {

  /** The longest piece of text, in UTF-16 code units, that the native side gets at once. */
  static final int MAX_BLOCK = 1 << 16;

  private static final int NO_ID = -1;
  private static final int[] NO_BORDERS = {};
  private static final Cancellation NEVER = new Cancellation();

  private final String where;
  private final NativeTokenizer tokenizer;
  private final @Nullable NativeTokenizer behind;
  private final PromptTokens promptTokens;
  private final int maxId;
  private final int unknownId;
  private final int maxBlock;

  private TextTokenizer(
      String where,
      NativeTokenizer tokenizer,
      @Nullable NativeTokenizer behind,
      PromptTokens promptTokens,
      int maxId,
      int unknownId,
      int maxBlock) {
    this.where = where;
    this.tokenizer = tokenizer;
    this.behind = behind;
    this.promptTokens = promptTokens;
    this.maxId = maxId;
    this.unknownId = unknownId;
    this.maxBlock = maxBlock;
  }

  /**
   * Loads a tokenizer.
   *
   * @param json the content of a {@code tokenizer.json}
   * @param where the file, for messages
   * @param promptTokens tokens that only a prompt may hold; their ids will be asked for
   * @param unknownToken stands for text that the tokenizer does not know, or null
   * @return the tokenizer
   * @throws ModelException if it does not load or lacks one of the tokens
   */
  public static TextTokenizer load(
      byte[] json, String where, List<String> promptTokens, @Nullable String unknownToken) {
    return load(json, where, promptTokens, unknownToken, MAX_BLOCK);
  }

  static TextTokenizer load(
      byte[] json,
      String where,
      List<String> promptTokens,
      @Nullable String unknownToken,
      int maxBlock) {
    return load(json, where, promptTokens, null, unknownToken, maxBlock);
  }

  /**
   * Loads a tokenizer.
   *
   * @param json the content of a {@code tokenizer.json}
   * @param where the file, for messages
   * @param promptTokens tokens that only a prompt may hold; their ids will be asked for
   * @param padToken another token whose id will be asked for, or null; it may be an ordinary one
   * @param unknownToken stands for text that the tokenizer does not know, or null
   * @return the tokenizer
   * @throws ModelException if it does not load or lacks one of the tokens
   */
  public static TextTokenizer load(
      byte[] json,
      String where,
      List<String> promptTokens,
      @Nullable String padToken,
      @Nullable String unknownToken) {
    return load(json, where, promptTokens, padToken, unknownToken, MAX_BLOCK);
  }

  private static TextTokenizer load(
      byte[] json,
      String where,
      List<String> promptTokens,
      @Nullable String padToken,
      @Nullable String unknownToken,
      int maxBlock) {
    TokenizerJson description = TokenizerJson.parse(json, where);
    return load(description, where, promptTokens, padToken, unknownToken, maxBlock, false);
  }

  /**
   * Loads a tokenizer whose control tokens may all stand in prompts.
   *
   * @param json the content of a {@code tokenizer.json}
   * @param where the file, for messages
   * @param promptTokens tokens of prompts beside those that look like control tokens
   * @param vocabulary its ids must lie below it
   * @return the tokenizer
   * @throws ModelException if it does not load, lacks one of the tokens or has other ids
   */
  public static TextTokenizer loadForPrompts(
      byte[] json, String where, Collection<String> promptTokens, int vocabulary) {
    TokenizerJson description = TokenizerJson.parse(json, where);
    if (description.maxId() >= vocabulary) {
      throw new ModelException(
          "%s: expected ids below the vocabulary of %d, found %d"
              .formatted(where, vocabulary, description.maxId()));
    }
    Set<String> tokens = new TreeSet<>(description.controlTokens());
    tokens.addAll(promptTokens);
    return load(description, where, List.copyOf(tokens), null, null, MAX_BLOCK, true);
  }

  private static TextTokenizer load(
      TokenizerJson description,
      String where,
      List<String> promptTokens,
      @Nullable String padToken,
      @Nullable String unknownToken,
      int maxBlock,
      boolean forPrompts) {
    Map<String, Integer> ids = new HashMap<>();
    int maxId = description.maxId();
    promptTokens.forEach(name -> ids.put(name, requireId(description, name, where)));
    if (padToken != null) {
      ids.put(padToken, requireId(description, padToken, where));
    }
    int unknownId = unknownToken == null ? NO_ID : requireId(description, unknownToken, where);
    NativeTokenizer tokenizer =
        NativeTokenizer.load(description.withoutControlTokens(promptTokens), where);
    try {
      ids.forEach((name, id) -> requireSameId(description.addedTwin(name), name, id, tokenizer));
      PromptTokens tokens = new PromptTokens(ids, description);
      String otherJson = forPrompts ? description.behindTheFirst() : null;
      NativeTokenizer behind = otherJson == null ? null : NativeTokenizer.load(otherJson, where);
      return new TextTokenizer(where, tokenizer, behind, tokens, maxId, unknownId, maxBlock);
    } catch (IllegalStateException e) {
      tokenizer.close();
      throw new ModelException(where + ": " + e.getMessage(), e);
    } catch (ModelException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** The library numbers added tokens itself and passes over an id of the file that differs. */
  private static void requireSameId(
      @Nullable String twin, String name, int id, NativeTokenizer tokenizer) {
    long[] found = twin == null ? new long[] {id} : tokenizer.encode(twin).ids();
    if (Arrays.stream(found).noneMatch(each -> each == id)) {
      throw new IllegalStateException(
          "expected token %s to have the id %d of added_tokens, found %s"
              .formatted(name, id, Arrays.toString(found)));
    }
  }

  private static int requireId(TokenizerJson description, String name, String where) {
    Integer id = description.id(name);
    if (id == null) {
      throw new ModelException(where + ": expected a token " + name + ", found none");
    }
    return id;
  }

  /**
   * The id of one of the tokens named when loading.
   *
   * @param name the token
   * @return its id
   */
  public int id(String name) {
    Integer id = promptTokens.id(name);
    if (id == null) {
      throw new IllegalArgumentException(where + ": token " + name + " was not asked for");
    }
    return id;
  }

  /**
   * The tokens of a text.
   *
   * @param text any text
   * @param borders sorted UTF-16 offsets at which a long text is best cut into blocks
   * @return its tokens
   */
  public EncodedText encode(String text, int... borders) {
    return encode(text, borders, NEVER);
  }

  /**
   * The tokens of a text that stands behind others in a prompt.
   *
   * @param text any text
   * @return its tokens, without the blank that only a prompt's beginning gets
   */
  public EncodedText encodeBehind(String text) {
    return encode(behind == null ? tokenizer : behind, text, NO_BORDERS, NEVER);
  }

  /**
   * The tokens of a text.
   *
   * @param text any text
   * @param borders sorted UTF-16 offsets at which a long text is best cut into blocks
   * @param cancellation ends the call between two blocks
   * @return its tokens
   */
  public EncodedText encode(String text, int[] borders, Cancellation cancellation) {
    return encode(tokenizer, text, borders, cancellation);
  }

  private EncodedText encode(
      NativeTokenizer by, String text, int[] borders, Cancellation cancellation) {
    String mended = WellFormedText.of(text);
    Blocks blocks = new Blocks(mended, borders, maxBlock);
    TokenBuffer tokens = new TokenBuffer(unknownId);
    for (int start = 0; start < mended.length(); ) {
      cancellation.throwIfCancelled();
      int end = blocks.end(start);
      tokens.add(by.encode(mended.substring(start, end)), mended, start, end);
      start = end;
    }
    return tokens.toEncodedText();
  }

  /**
   * The tokens that only prompts may hold.
   *
   * @return those that were asked for
   */
  public PromptTokens promptTokens() {
    return promptTokens;
  }

  /**
   * The largest id of all tokens.
   *
   * @return the id
   */
  public int maxId() {
    return maxId;
  }

  /**
   * The text of tokens that are no control tokens. A character whose bytes are not all there is
   * written as U+FFFD.
   *
   * @param tokens the tokens
   * @return their text
   */
  public String decode(long[] tokens) {
    return tokenizer.decode(tokens);
  }

  /**
   * The number of tokens of a text.
   *
   * @param text any text
   * @return as many as {@link #encode} finds without borders
   */
  public int count(String text) {
    String mended = WellFormedText.of(text);
    Blocks blocks = new Blocks(mended, maxBlock);
    int count = 0;
    for (int start = 0; start < mended.length(); ) {
      int end = blocks.end(start);
      count = Math.addExact(count, tokenizer.count(mended.substring(start, end)));
      start = end;
    }
    return count;
  }

  @Override
  public void close() {
    tokenizer.close();
    if (behind != null) {
      behind.close();
    }
  }
}
