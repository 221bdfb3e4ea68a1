package dev.longctx.examples.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.longctx.api.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads documents from UTF-8 files. Bytes that are not UTF-8 are an error and not replaced: offsets
 * in the result must be offsets in the file's own text.
 */
public final class DocumentFiles {

  /** Stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  // Every UTF-8 byte is at most one UTF-16 code unit, so the text fits an array too.
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private final InputStream standardInput;

  /**
   * A reader.
   *
   * @param standardInput what {@value #STANDARD_INPUT} names
   */
  public DocumentFiles(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /**
   * Reads files.
   *
   * @param names their paths, each once
   * @return one document a file, with its path as id
   * @throws IOException if one cannot be read; the message says which and why
   */
  public List<Document> read(List<String> names) throws IOException {
    List<Document> documents = new ArrayList<>();
    for (String name : names) {
      documents.add(Document.of(name, decode(name, bytes(name))));
    }
    return documents;
  }

  private byte[] bytes(String name) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return standardInput.readAllBytes();
    }
    Path file = Path.of(name);
    if (Files.isDirectory(file)) {
      throw new IOException(name + ": expected a file, found a directory");
    }
    try {
      return readAll(file);
    } catch (NoSuchFileException e) {
      throw new IOException(name + ": expected a file, found none", e);
    } catch (AccessDeniedException e) {
      throw new IOException(name + ": expected a readable file, found no permission", e);
    } catch (FileSystemException e) {
      throw new IOException(name + ": expected a readable file, found " + e.getReason(), e);
    }
  }

  private static byte[] readAll(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new IOException(
          "%s: expected at most %,d bytes, found %,d".formatted(file, MAX_BYTES, size));
    }
    return Files.readAllBytes(file);
  }

  private static String decode(String name, byte[] bytes) throws IOException {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new IOException(
          "%s: expected UTF-8, found byte 0x%02X at offset %,d"
              .formatted(name, bytes[in.position()], in.position()));
    }
    return out.flip().toString();
  }
}
