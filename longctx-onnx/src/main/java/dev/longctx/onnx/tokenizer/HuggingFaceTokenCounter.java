package dev.longctx.onnx.tokenizer;

import dev.longctx.api.ModelException;
import dev.longctx.api.TokenCounter;
import dev.longctx.onnx.internal.InFlight;
import dev.longctx.onnx.internal.files.BoundedFile;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.nio.file.Path;
import java.util.List;

/**
 * Counts tokens with a Hugging Face {@code tokenizer.json}, usually that of the language model that
 * will read the text. Text that spells a special token counts as ordinary text, so the count never
 * falls short for it. Texts above 64K characters are counted in blocks, cut at white space.
 *
 * <p>Thread-safe. Closing waits for counts in flight; a count after that is an {@link
 * IllegalStateException}.
 */
public final class HuggingFaceTokenCounter implements TokenCounter, AutoCloseable {

  private static final int MAX_FILE = 128 << 20;

  private final TextTokenizer tokenizer;
  private final InFlight inFlight = new InFlight("token counter");

  private HuggingFaceTokenCounter(TextTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Loads a tokenizer. Its file is the caller's own and is not verified against a hash.
   *
   * @param tokenizerJson the file, at most 128 MB
   * @return a counter, to be closed
   * @throws ModelException if the file cannot be read or is no tokenizer
   */
  public static HuggingFaceTokenCounter load(Path tokenizerJson) {
    byte[] json = BoundedFile.read(tokenizerJson, MAX_FILE);
    return new HuggingFaceTokenCounter(
        TextTokenizer.load(json, tokenizerJson.toString(), List.of(), null));
  }

  @Override
  public int count(String text) {
    return inFlight.call(() -> tokenizer.count(text));
  }

  @Override
  public void close() {
    if (inFlight.close()) {
      tokenizer.close();
    }
  }
}
