package dev.longctx.onnx.internal.tokenizer;

import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final Cancellation NEVER = new Cancellation();

  private final String where;
  private final NativeTokenizer tokenizer;
  private final Map<String, Integer> ids;
  private final int unknownId;
  private final int maxBlock;

  private TextTokenizer(
      String where,
      NativeTokenizer tokenizer,
      Map<String, Integer> ids,
      int unknownId,
      int maxBlock) {
    this.where = where;
    this.tokenizer = tokenizer;
    this.ids = ids;
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
    Map<String, Integer> ids = new HashMap<>();
    promptTokens.forEach(name -> ids.put(name, requireId(description, name, where)));
    if (padToken != null) {
      ids.put(padToken, requireId(description, padToken, where));
    }
    int unknownId = unknownToken == null ? NO_ID : requireId(description, unknownToken, where);
    NativeTokenizer tokenizer =
        NativeTokenizer.load(description.withoutControlTokens(promptTokens), where);
    try {
      ids.forEach((name, id) -> requireSameId(description.addedTwin(name), name, id, tokenizer));
    } catch (IllegalStateException e) {
      tokenizer.close();
      throw new ModelException(where + ": " + e.getMessage(), e);
    }
    return new TextTokenizer(where, tokenizer, Map.copyOf(ids), unknownId, maxBlock);
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
    Integer id = ids.get(name);
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
   * The tokens of a text.
   *
   * @param text any text
   * @param borders sorted UTF-16 offsets at which a long text is best cut into blocks
   * @param cancellation ends the call between two blocks
   * @return its tokens
   */
  public EncodedText encode(String text, int[] borders, Cancellation cancellation) {
    String mended = WellFormedText.of(text);
    Blocks blocks = new Blocks(mended, borders, maxBlock);
    TokenBuffer tokens = new TokenBuffer(unknownId);
    for (int start = 0; start < mended.length(); ) {
      cancellation.throwIfCancelled();
      int end = blocks.end(start);
      tokens.add(tokenizer.encode(mended.substring(start, end)), mended, start, end);
      start = end;
    }
    return tokens.toEncodedText();
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
  }
}
