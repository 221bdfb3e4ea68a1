package dev.longctx.train.internal.checkpoint;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that is written beside its place and moved there when it is whole. A process that is
 * killed leaves either the old one or the new one, for a moment under the name {@code NAME.old}.
 */
public final class ReplacedDirectory {

  private final Path place;
  private final Path next;
  private final Path old;
  private final String mark;

  /**
   * A directory, which need not exist.
   *
   * @param place where it stands
   * @param mark a file without which a directory that is not empty is another one, and stays
   */
  public ReplacedDirectory(Path place, String mark) {
    this.mark = mark;
    this.place = place.toAbsolutePath().normalize();
    next = this.place.resolveSibling(this.place.getFileName() + ".next");
    old = this.place.resolveSibling(this.place.getFileName() + ".old");
  }

  /**
   * Replaces the directory.
   *
   * @param writer fills a new one
   * @throws IOException if it cannot be written; the old one then stays
   */
  public void replace(Writer writer) throws IOException {
    Files.createDirectories(next.getParent());
    recover();
    requireOurs();
    delete(next);
    Files.createDirectory(next);
    writer.write(next);
    if (Files.exists(place)) {
      delete(old);
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(next, place, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  private void requireOurs() throws IOException {
    if (!Files.exists(place) || Files.exists(place.resolve(mark))) {
      return;
    }
    try (Stream<Path> files = Files.list(place)) {
      if (files.findAny().isPresent()) {
        throw new FileAlreadyExistsException(
            "%s: expected an empty directory or one with %s, found another".formatted(place, mark));
      }
    }
  }

  /**
   * The directory, put back in its place where a process was killed between two moves.
   *
   * @return where it stands if it exists
   * @throws IOException if it cannot be put back
   */
  public Path recover() throws IOException {
    if (!Files.exists(place) && Files.exists(old)) {
      Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
    }
    return place;
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> files = Files.walk(directory)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.delete(file);
    }
  }

  /** Fills a directory. */
  @FunctionalInterface
  public interface Writer {

    /**
     * Writes the files.
     *
     * @param directory exists and is empty
     * @throws IOException if one cannot be written
     */
    void write(Path directory) throws IOException;
  }
}
