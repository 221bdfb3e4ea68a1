package dev.longctx.onnx.internal.files;

import dev.longctx.api.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes directories that appear whole, or not at all. */
public final class NewDirectory {

  private static final String PREFIX = ".export-";

  private NewDirectory() {}

  /** Fills a directory. */
  @FunctionalInterface
  public interface Content {

    /**
     * Fills it.
     *
     * @param directory is empty
     * @throws IOException if it cannot be written
     */
    void writeTo(Path directory) throws IOException;
  }

  /**
   * Writes a directory beside its place, then moves it there.
   *
   * @param target must not exist
   * @param content fills it
   * @throws ModelException if the target exists or cannot be written
   */
  public static void write(Path target, Content content) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new ModelException(
          target + ": expected a path that does not exist yet, found a file or directory");
    }
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new ModelException(target + ": expected a directory inside another, found a root");
    }
    try {
      Files.createDirectories(parent);
      // A directory inside one for its owner only, so that the result has usual permissions.
      Path work = Files.createTempDirectory(parent, PREFIX);
      try {
        Path whole = Files.createDirectory(work.resolve("whole"));
        content.writeTo(whole);
        Files.move(whole, absolute, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(work);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ModelException(
          target + ": expected a directory that can be written, found " + e, e);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
