package dev.longctx.onnx.tokenizer;

import dev.longctx.api.ModelException;
import dev.longctx.api.TokenCounter;
import dev.longctx.onnx.internal.InFlight;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
    byte[] json = read(tokenizerJson);
    return new HuggingFaceTokenCounter(
        TextTokenizer.load(json, tokenizerJson.toString(), List.of(), null));
  }

  private static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] json = in.readNBytes(MAX_FILE + 1);
      if (json.length > MAX_FILE) {
        throw new ModelException(
            "%s: expected at most %d bytes, found more".formatted(file, MAX_FILE));
      }
      return json;
    } catch (IOException e) {
      throw new ModelException(file + ": expected a readable file, found " + e, e);
    }
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
