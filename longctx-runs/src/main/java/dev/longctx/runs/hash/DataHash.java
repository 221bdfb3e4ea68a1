package dev.longctx.runs.hash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over texts and tokens, each with its length before it. Not thread-safe. */
public final class DataHash {

  private final MessageDigest digest;

  /** A digest of nothing yet. */
  public DataHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds a text as UTF-8. */
  public DataHash add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  /** Adds tokens. */
  public DataHash add(int[] tokens) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (tokens.length + 1));
    bytes.putInt(tokens.length);
    for (int token : tokens) {
      bytes.putInt(token);
    }
    digest.update(bytes.flip());
    return this;
  }

  /** Adds a number, bit by bit. */
  public DataHash add(double value) {
    digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).flip());
    return this;
  }

  /** The digest of all that was added, once. */
  public String value() {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }
}
