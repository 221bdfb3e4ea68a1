package dev.longctx.onnx.internal.tokenizer;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.longctx.api.ModelException;

/**
 * The native tokenizer behind DJL, called below {@code HuggingFaceTokenizer}: that class reports
 * its use to a server unless told not to, and copies much that is not needed here. Safe for
 * concurrent use; closing it while calls are in flight is the caller's error.
 */
final class NativeTokenizer implements AutoCloseable {

  private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;
  private static final String FLAVOR = "RUST_FLAVOR";

  private final long handle;
  private final String where;

  private NativeTokenizer(long handle, String where) {
    this.handle = handle;
    this.where = where;
  }

  /** Loads a tokenizer that neither truncates nor pads. */
  static NativeTokenizer load(String json, String where) {
    requireLibrary();
    try {
      long handle = LIBRARY.createTokenizerFromString(json);
      LIBRARY.disableTruncation(handle);
      LIBRARY.disablePadding(handle);
      return new NativeTokenizer(handle, where);
    } catch (RuntimeException e) {
      throw new ModelException(
          where + ": expected a tokenizer that loads, found: " + e.getMessage(), e);
    }
  }

  private static void requireLibrary() {
    chooseFlavor();
    try {
      LibUtils.checkStatus();
    } catch (LinkageError | RuntimeException e) {
      throw new ModelException(
          "expected the tokenizers' native library for %s on %s, found none that loads"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
  }

  /** Without a choice DJL would download a library where it sees a CUDA driver. */
  private static void chooseFlavor() {
    if (System.getenv(FLAVOR) == null && System.getProperty(FLAVOR) == null) {
      System.setProperty(FLAVOR, "cpu");
    }
  }

  /** The tokens of a text that {@link WellFormedText} has passed. */
  NativeTokens encode(String text) {
    long encoding = encoding(text);
    try {
      long[] ids = LIBRARY.getTokenIds(encoding);
      CharSpan[] spans = LIBRARY.getTokenCharSpans(encoding);
      return new NativeTokens(ids, spans);
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  /** The number of tokens of such a text. */
  int count(String text) {
    long encoding = encoding(text);
    try {
      return LIBRARY.getTokenIds(encoding).length;
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  /** The text of tokens; ids that the tokenizer does not know have none. */
  String decode(long[] ids) {
    try {
      return LIBRARY.decode(handle, ids, false);
    } catch (RuntimeException e) {
      throw new ModelException(
          where + ": expected a tokenizer that writes any tokens, found: " + e.getMessage(), e);
    }
  }

  private long encoding(String text) {
    try {
      return LIBRARY.encode(handle, text, false);
    } catch (RuntimeException e) {
      throw new ModelException(
          where + ": expected a tokenizer that reads any text, found: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    LIBRARY.deleteTokenizer(handle);
  }
}
