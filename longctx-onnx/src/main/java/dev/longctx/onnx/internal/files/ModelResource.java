package dev.longctx.onnx.internal.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Model files inside a jar or on the class path. */
public final class ModelResource implements ModelSource {

  private final ClassLoader loader;
  private final String folder;

  /**
   * A folder of resources.
   *
   * @param loader finds them
   * @param folder the folder, without a slash at either end
   */
  public ModelResource(ClassLoader loader, String folder) {
    this.loader = loader;
    this.folder = folder;
  }

  @Override
  public String nameOf(String path) {
    return "resource " + folder + "/" + path;
  }

  @Override
  public InputStream open(String path) throws IOException {
    InputStream stream = loader.getResourceAsStream(folder + "/" + path);
    if (stream == null) {
      throw new FileNotFoundException("no " + nameOf(path));
    }
    return stream;
  }

  @Override
  public @Nullable Path file(String path) {
    return null;
  }
}
