package dev.longctx.onnx.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A directory of model files, of which none may lie outside or behind a symbolic link. */
public final class ModelDirectory implements ModelSource {

  private final Path directory;

  private ModelDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * An existing directory; it may itself be reached through links.
   *
   * @param directory the directory
   * @return the source
   * @throws IOException if there is no such directory
   */
  public static ModelDirectory of(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(directory.toString(), null, "expected a directory");
    }
    return new ModelDirectory(directory.toRealPath());
  }

  @Override
  public String nameOf(String path) {
    return directory.resolve(path).toString();
  }

  @Override
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(file(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Path file(String path) throws IOException {
    Path file = directory;
    for (String element : RelativePath.elements(path)) {
      file = file.resolve(element);
      if (Files.isSymbolicLink(file)) {
        throw new IOException("expected no symbolic link, found " + file);
      }
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("expected a regular file, found something else at " + file);
    }
    if (!file.toRealPath().startsWith(directory)) {
      throw new IOException("expected a file inside " + directory + ", found " + file.toRealPath());
    }
    return file;
  }
}
