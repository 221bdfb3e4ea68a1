package dev.longctx.eval.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/**
 * The lines of a text file in UTF-8, plain or compressed by xz. Every error names the file, what
 * was expected and what was found. Not thread-safe.
 */
final class TextLines implements AutoCloseable {

  /** No question needs more; a bound against decompression bombs. */
  private static final int MAX_LINE = 64 << 20;

  private static final int XZ_MEMORY_KIB = 128 << 10;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final BufferedReader characters;
  private int number;

  private TextLines(Path file, InputStream bytes) {
    this.file = file;
    // A decoder of its own reports bytes that are not UTF-8, which the charset alone would replace.
    this.characters = new BufferedReader(new InputStreamReader(bytes, UTF_8.newDecoder()));
  }

  static TextLines open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": expected a file, found a directory");
    }
    try {
      return new TextLines(file, decompressed(new BufferedInputStream(Files.newInputStream(file))));
    } catch (IOException e) {
      throw wrapped(file.toString(), e);
    }
  }

  private static InputStream decompressed(InputStream bytes) throws IOException {
    try {
      byte[] magic = XZ.HEADER_MAGIC;
      bytes.mark(magic.length);
      boolean compressed = Arrays.equals(bytes.readNBytes(magic.length), magic);
      bytes.reset();
      return compressed ? new XZInputStream(bytes, XZ_MEMORY_KIB) : bytes;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** The next line without its end, null after the last. */
  @Nullable String next() throws IOException {
    number++;
    String line;
    try {
      line = read();
    } catch (IOException e) {
      throw wrapped(where(), e);
    }
    if (line != null && line.length() > MAX_LINE) {
      throw new IOException(
          "%s: expected at most %,d characters, found more".formatted(where(), MAX_LINE));
    }
    return line;
  }

  /** The file and the number of the line that was read last, for messages. */
  String where() {
    return file + ", line " + number;
  }

  /** A line, or more than its first {@value #MAX_LINE} characters. */
  private @Nullable String read() throws IOException {
    int c = characters.read();
    if (number == 1 && c == BYTE_ORDER_MARK) {
      c = characters.read();
    }
    if (c < 0) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    while (c >= 0 && c != '\n' && line.length() <= MAX_LINE) {
      line.append((char) c);
      c = characters.read();
    }
    return line.toString();
  }

  private static IOException wrapped(String where, IOException e) {
    return new IOException(where + ": expected " + difference(e), e);
  }

  private static String difference(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "a file, found none";
    }
    if (e instanceof AccessDeniedException) {
      return "a readable file, found no permission";
    }
    if (e instanceof CharacterCodingException) {
      return "UTF-8, found other bytes";
    }
    if (e instanceof EOFException) {
      return "a whole .xz file, found one that is cut off";
    }
    if (e instanceof XZIOException) {
      return "a sound .xz file, found: " + e.getMessage();
    }
    return "a readable file, found " + e;
  }

  @Override
  public void close() {
    try {
      characters.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": could not be closed", e);
    }
  }
}
