package dev.longctx.train.internal.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that is written beside its place and moved there when it is whole and on the disk. A
 * process that is killed leaves either the old one or the new one. Between two moves the old one
 * has the name {@code .NAME.longctx-old}, from where {@link #recover} brings it back; what else is
 * left over, the next replacement deletes.
 */
public final class ReplacedDirectory {

  private static final int MOST_LINKS = 40;

  private final Disk disk;
  private final DirectoryKind kind;
  private final Path place;
  private final Path parent;
  private final Path next;
  private final Path old;

  /**
   * A directory, which need not exist.
   *
   * @param disk makes the changes
   * @param place where it stands; of a symbolic link, its target is replaced
   * @param kind what it may hold
   * @throws IOException if nothing can stand there
   */
  public ReplacedDirectory(Disk disk, Path place, DirectoryKind kind) throws IOException {
    this.disk = disk;
    this.kind = kind;
    this.place = followed(place.toAbsolutePath().normalize());
    Path above = this.place.getParent();
    if (above == null) {
      throw new IOException("expected a directory with a name, found " + this.place);
    }
    parent = above;
    next = parent.resolve("." + this.place.getFileName() + ".longctx-new");
    old = parent.resolve("." + this.place.getFileName() + ".longctx-old");
  }

  private static Path followed(Path place) throws IOException {
    Path target = place;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new IOException("expected at most %d links, found more".formatted(MOST_LINKS));
      }
      target = target.resolveSibling(Files.readSymbolicLink(target)).normalize();
    }
    return target;
  }

  /**
   * Replaces the directory.
   *
   * @param writer fills a new one
   * @throws IOException if it cannot be written; the old one then stays
   */
  public void replace(Writer writer) throws IOException {
    create(parent);
    recover();
    requireOurs();
    delete(old);
    delete(next);
    disk.createDirectory(next);
    try {
      writer.write(next);
      disk.force(next);
      swap();
    } catch (IOException | RuntimeException | Error e) {
      deleteOrSuppress(next, e);
      throw e;
    }
    deleteOld();
  }

  private void create(Path directory) throws IOException {
    Path above = directory.getParent();
    if (above == null || Files.isDirectory(directory)) {
      return;
    }
    create(above);
    disk.createDirectory(directory);
    disk.force(above);
  }

  private void requireOurs() throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(place)) {
      files = all.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (Files.isDirectory(file) || !kind.names().test(name)) {
        throw notOurs("nothing else in a directory that is replaced", name);
      }
    }
    if (!files.isEmpty() && !files.contains(place.resolve(kind.mark()))) {
      throw notOurs("an empty directory or one with " + kind.mark(), "another");
    }
  }

  private IOException notOurs(String expected, String found) {
    return new FileAlreadyExistsException(
        "%s: expected %s, found %s".formatted(place, expected, found));
  }

  private void swap() throws IOException {
    boolean replaces = Files.exists(place);
    if (replaces) {
      disk.move(place, old);
    }
    try {
      disk.move(next, place);
    } catch (IOException | RuntimeException | Error e) {
      if (replaces) {
        moveBackOrSuppress(e);
      }
      throw e;
    }
    disk.force(parent);
  }

  private void moveBackOrSuppress(Throwable failure) {
    try {
      disk.move(old, place);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * The directory, put back in its place where a process was killed between two moves.
   *
   * @return where it stands if it exists
   * @throws IOException if it cannot be put back
   */
  public Path recover() throws IOException {
    if (!Files.exists(place) && Files.exists(old.resolve(kind.mark()))) {
      disk.move(old, place);
      disk.force(parent);
    }
    return place;
  }

  /** The new one is in its place: a rest of the old one is the next replacement's to delete. */
  @SuppressWarnings("EmptyCatch")
  private void deleteOld() {
    try {
      delete(old);
    } catch (IOException e) {
      // The replacement has succeeded all the same.
    }
  }

  private void deleteOrSuppress(Path directory, Throwable failure) {
    try {
      delete(directory);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The mark goes first: half of a directory must not look like one. */
  private void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Path mark = directory.resolve(kind.mark());
    if (Files.exists(mark)) {
      disk.delete(mark);
    }
    List<Path> inside;
    try (Stream<Path> files = Files.walk(directory)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      disk.delete(file);
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
