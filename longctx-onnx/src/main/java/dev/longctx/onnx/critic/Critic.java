package dev.longctx.onnx.critic;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.files.ModelDirectory;
import dev.longctx.onnx.internal.files.ModelResource;
import dev.longctx.onnx.internal.files.ModelSource;
import dev.longctx.onnx.internal.files.VerifiedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A critic as its directory describes it: a {@code longctx.json} manifest and the files that it
 * lists. Loading verifies the size and SHA-256 of every listed file; {@linkplain #open(OnnxOptions)
 * opening} reads them once more, hashes them again and hands the very bytes that were hashed to the
 * engine. No path leaves the directory and no symbolic link is followed in it.
 *
 * <p>Instances hold no native resource, are immutable and thread-safe.
 */
public final class Critic {

  static final String MANIFEST = "longctx.json";

  private static final int MAX_MANIFEST = 1 << 20;
  private static final String RESOURCES = "META-INF/longctx/critics/";
  private static final Pattern RESOURCE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private final CriticManifest manifest;
  private final CriticFiles files;

  private Critic(CriticManifest manifest, CriticFiles files) {
    this.manifest = manifest;
    this.files = files;
  }

  /**
   * Loads a critic from a directory.
   *
   * @param directory holds {@code longctx.json}
   * @return the verified critic
   * @throws ModelException if a file is missing or not as the manifest says
   */
  public static Critic load(Path directory) {
    try {
      return load(ModelDirectory.of(directory));
    } catch (IOException e) {
      throw new ModelException(directory + ": expected a critic's directory, found none", e);
    }
  }

  /**
   * Loads a critic from the class path or module path: the folder {@code
   * META-INF/longctx/critics/<name>/} as the thread's context class loader sees it, or else the one
   * that loaded longctx.
   *
   * @param name the folder's name: letters, digits, hyphens and underscores
   * @return the verified critic
   * @throws ModelException if there is none or a file is not as the manifest says
   */
  public static Critic resource(String name) {
    return resource(name, loaderOf(name));
  }

  /** Whether {@link #resource(String)} would find a manifest. */
  static boolean hasResource(String name) {
    return loaderOf(name).getResource(folder(name) + "/" + MANIFEST) != null;
  }

  private static ClassLoader loaderOf(String name) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null && context.getResource(folder(name) + "/" + MANIFEST) != null) {
      return context;
    }
    ClassLoader own = Critic.class.getClassLoader();
    return own == null ? ClassLoader.getSystemClassLoader() : own;
  }

  /**
   * Loads a critic from the resources of a class loader.
   *
   * @param name the folder's name below {@code META-INF/longctx/critics/}
   * @param loader finds the resources, also when the critic is opened
   * @return the verified critic
   * @throws ModelException if there is none or a file is not as the manifest says
   */
  public static Critic resource(String name, ClassLoader loader) {
    return load(new ModelResource(Objects.requireNonNull(loader, "loader"), folder(name)));
  }

  private static String folder(String name) {
    if (!RESOURCE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "critic name: expected letters, digits, hyphens and underscores, found " + name);
    }
    return RESOURCES + name;
  }

  private static Critic load(ModelSource source) {
    VerifiedFiles files = new VerifiedFiles(source);
    byte[] json = files.readUnverified(MANIFEST, MAX_MANIFEST);
    CriticManifest manifest = ManifestReader.read(json, source.nameOf(MANIFEST));
    return new Critic(manifest, CriticFiles.verify(manifest, files));
  }

  /**
   * What the critic's directory says.
   *
   * @return the manifest
   */
  public CriticManifest manifest() {
    return manifest;
  }

  /**
   * Opens the variant for a device.
   *
   * @param options device, threads and memory
   * @return a session, to be closed
   * @throws ModelException if there is no variant for the device, the device is absent, a file has
   *     changed, or the graph is not as the manifest says
   */
  public CriticSession open(OnnxOptions options) {
    return CriticSession.open(manifest, files, options);
  }

  @Override
  public String toString() {
    return "Critic[" + manifest.name() + "]";
  }
}
