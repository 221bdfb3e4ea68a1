package dev.longctx.onnx.internal.files;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.longctx.api.ModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads model files and lets no byte through that is not as announced. */
public final class VerifiedFiles {

  private static final int CHUNK = 1 << 16;

  private final ModelSource source;

  /**
   * Reads from a place.
   *
   * @param source the place
   */
  public VerifiedFiles(ModelSource source) {
    this.source = source;
  }

  /**
   * The full name of a file, for messages.
   *
   * @param path a plain relative path
   * @return its name
   */
  public String nameOf(String path) {
    return source.nameOf(path);
  }

  /**
   * Reads a file of unknown content.
   *
   * @param path a plain relative path
   * @param maxBytes the largest size allowed
   * @return the content
   * @throws ModelException if it cannot be read or is larger
   */
  public byte[] readUnverified(String path, int maxBytes) {
    try (InputStream in = source.open(path)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new ModelException(
            "%s: expected at most %d bytes, found more".formatted(nameOf(path), maxBytes));
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Reads a file whole.
   *
   * @param path a plain relative path
   * @param bytes its announced size
   * @param sha256 its announced hash
   * @param maxBytes the largest size allowed
   * @return the content that was hashed
   * @throws ModelException if it is not as announced
   */
  public byte[] read(String path, long bytes, String sha256, int maxBytes) {
    if (bytes > maxBytes) {
      throw new ModelException(
          "%s: expected at most %d bytes, found %d announced"
              .formatted(nameOf(path), maxBytes, bytes));
    }
    try (InputStream in = source.open(path)) {
      byte[] content = in.readNBytes((int) bytes);
      requireSize(path, bytes, content.length, in);
      requireHash(path, sha256, Hashing.sha256().hashBytes(content));
      return content;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Hashes a file without keeping it.
   *
   * @param path a plain relative path
   * @param bytes its announced size
   * @param sha256 its announced hash
   * @throws ModelException if it is not as announced
   */
  public void verify(String path, long bytes, String sha256) {
    try (InputStream in = source.open(path)) {
      Hasher hasher = Hashing.sha256().newHasher();
      byte[] chunk = new byte[CHUNK];
      long left = bytes;
      int read;
      while (left > 0 && (read = in.read(chunk, 0, (int) Math.min(CHUNK, left))) > 0) {
        hasher.putBytes(chunk, 0, read);
        left -= read;
      }
      requireSize(path, bytes, bytes - left, in);
      requireHash(path, sha256, hasher.hash());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * The file itself, for an engine that opens it by path.
   *
   * @param path a plain relative path
   * @return the file
   * @throws ModelException if it is missing, or no file but a resource
   */
  public Path file(String path) {
    try {
      Path file = source.file(path);
      if (file == null) {
        throw new ModelException(
            nameOf(path) + ": expected a file in a directory, as a model with external data needs");
      }
      return file;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * The stamp of a file.
   *
   * @param path a plain relative path
   * @return its stamp, or null for a resource
   * @throws ModelException if it is missing
   */
  public @Nullable FileStamp stamp(String path) {
    try {
      Path file = source.file(path);
      return file == null ? null : new FileStamp(Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private void requireSize(String path, long expected, long read, InputStream rest)
      throws IOException {
    if (read < expected) {
      throw new ModelException(
          "%s: expected %d bytes, found %d".formatted(nameOf(path), expected, read));
    }
    if (rest.read() >= 0) {
      throw new ModelException(
          "%s: expected %d bytes, found more".formatted(nameOf(path), expected));
    }
  }

  private void requireHash(String path, String expected, HashCode found) {
    if (!found.toString().equals(expected)) {
      throw new ModelException(
          "%s: expected sha256 %s, found %s".formatted(nameOf(path), expected, found));
    }
  }

  private ModelException unreadable(String path, IOException e) {
    boolean missing = e instanceof NoSuchFileException || e instanceof FileNotFoundException;
    String found = missing ? "no such file" : e.getMessage();
    return new ModelException(
        "%s: expected a readable file, found %s".formatted(nameOf(path), found), e);
  }
}
