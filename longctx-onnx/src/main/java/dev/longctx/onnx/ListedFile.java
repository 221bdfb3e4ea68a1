package dev.longctx.onnx;

import dev.longctx.onnx.internal.files.RelativePath;
import java.util.regex.Pattern;

/**
 * A file with what it must be.
 *
 * @param path a plain relative path with forward slashes
 * @param bytes its size
 * @param sha256 64 lower-case hexadecimal digits
 */
public record ListedFile(String path, long bytes, String sha256) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks path and hash.
   *
   * @throws IllegalArgumentException if the path may leave its directory or the hash is none
   */
  public ListedFile {
    require(
        RelativePath.isPlain(path), "files: path: expected a plain relative path, found " + path);
    require(bytes >= 0, "files: bytes: expected at least 0, found " + bytes);
    require(
        SHA256.matcher(sha256).matches(),
        "files: sha256: expected 64 lower-case hexadecimal digits, found " + sha256);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
