package dev.longctx.onnx.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A place that holds a model's files under plain relative paths. Immutable and thread-safe. */
public interface ModelSource {

  /**
   * The path or address of a file, for messages.
   *
   * @param path a plain relative path
   * @return its full name
   */
  String nameOf(String path);

  /**
   * Opens a file for reading from its start.
   *
   * @param path a plain relative path
   * @return the content, to be closed by the caller
   * @throws IOException if it is missing, not a regular file or outside of the place
   */
  InputStream open(String path) throws IOException;

  /**
   * The file itself where the place is a directory.
   *
   * @param path a plain relative path
   * @return the file, or null where there are only streams
   * @throws IOException if it is missing, not a regular file or outside of the place
   */
  @Nullable Path file(String path) throws IOException;
}
