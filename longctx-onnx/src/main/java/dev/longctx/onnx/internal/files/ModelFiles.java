package dev.longctx.onnx.internal.files;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.ListedFile;
import dev.longctx.onnx.Verification;
import dev.longctx.onnx.internal.protobuf.ExternalData;
import dev.longctx.onnx.internal.protobuf.LocalFunctions;
import dev.longctx.onnx.internal.protobuf.MalformedOnnxException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The files that a manifest lists, all of them verified. Immutable and thread-safe. */
public final class ModelFiles {

  private static final int MAX_ONNX = Integer.MAX_VALUE - 8;

  private final VerifiedFiles files;
  private final Map<String, ListedFile> listed;
  private final Map<String, FileStamp> verified;

  private ModelFiles(
      VerifiedFiles files, Map<String, ListedFile> listed, Map<String, FileStamp> verified) {
    this.files = files;
    this.listed = listed;
    this.verified = verified;
  }

  /**
   * Verifies every file of a list.
   *
   * @param list the files, each path once
   * @param files where they are
   * @return the verified files
   * @throws ModelException if one is missing or not as listed
   */
  public static ModelFiles verify(List<ListedFile> list, VerifiedFiles files) {
    Map<String, ListedFile> listed = new LinkedHashMap<>();
    Map<String, FileStamp> verified = new HashMap<>();
    for (ListedFile file : list) {
      FileStamp stamp = files.stamp(file.path());
      files.verify(file.path(), file.bytes(), file.sha256());
      listed.put(file.path(), file);
      if (stamp != null) {
        verified.put(file.path(), stamp);
      }
    }
    return new ModelFiles(files, Map.copyOf(listed), Map.copyOf(verified));
  }

  /**
   * The full name of a file, for messages.
   *
   * @param path a plain relative path
   * @return its name
   */
  public String nameOf(String path) {
    return files.nameOf(path);
  }

  /**
   * Reads a listed file whole, and verifies it once more.
   *
   * @param path its path
   * @param maxBytes the largest size allowed
   * @return the content that was hashed
   * @throws ModelException if it has changed or is larger
   */
  public byte[] read(String path, int maxBytes) {
    ListedFile file = Objects.requireNonNull(listed.get(path), path);
    return files.read(path, file.bytes(), file.sha256(), maxBytes);
  }

  /**
   * Reads a listed graph, and looks after its external data.
   *
   * @param path its path
   * @param policy when external data is hashed again
   * @return the graph
   * @throws ModelException if something has changed, the graph defines functions of its own, or its
   *     external data is not listed
   */
  public GraphFile graph(String path, Verification policy) {
    byte[] onnx = read(path, MAX_ONNX);
    Set<String> external = externalData(path, onnx);
    if (external.isEmpty()) {
      return new GraphFile(nameOf(path), onnx, null);
    }
    external.forEach(location -> verifyExternal(path, location, policy));
    return new GraphFile(
        nameOf(path), onnx, Objects.requireNonNull(files.file(path).getParent(), "folder"));
  }

  private Set<String> externalData(String path, byte[] onnx) {
    try {
      int functions = LocalFunctions.count(onnx);
      if (functions > 0) {
        throw new ModelException(
            "%s: expected no functions of the model's own, found %d; inline them when exporting"
                .formatted(nameOf(path), functions));
      }
      return ExternalData.locations(onnx);
    } catch (MalformedOnnxException e) {
      throw new ModelException(
          nameOf(path) + ": expected an ONNX model, found other bytes: " + e.getMessage(), e);
    }
  }

  private void verifyExternal(String model, String location, Verification policy) {
    String path = RelativePath.resolveSibling(model, location);
    ListedFile file = RelativePath.isPlain(location) ? listed.get(path) : null;
    if (file == null) {
      throw new ModelException(
          "%s: expected external data only in files that the manifest lists, found %s"
              .formatted(nameOf(model), location));
    }
    if (policy == Verification.ALWAYS || !Objects.equals(files.stamp(path), verified.get(path))) {
      files.verify(path, file.bytes(), file.sha256());
    }
  }
}
