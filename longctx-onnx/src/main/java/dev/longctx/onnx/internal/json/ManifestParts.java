package dev.longctx.onnx.internal.json;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.ListedFile;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.Quantisation;
import java.util.List;

/** What the manifests of all kinds of models have in common. */
public final class ManifestParts {

  private ManifestParts() {}

  /**
   * Checks the format.
   *
   * @param root the manifest
   * @param expected the only format
   * @throws ModelException if it is another one
   */
  public static void requireFormat(StrictObject root, String expected) {
    String format = root.text("format");
    if (!format.equals(expected)) {
      throw new ModelException(
          "%s: format: expected %s, found %s".formatted(root.where(), expected, format));
    }
  }

  /**
   * The ONNX files.
   *
   * @param root the manifest
   * @return at least one
   */
  public static List<ModelVariant> variants(StrictObject root) {
    return root.each("variants", ManifestParts::variant);
  }

  /**
   * The files with size and hash.
   *
   * @param root the manifest
   * @return at least one
   */
  public static List<ListedFile> files(StrictObject root) {
    return root.each("files", ManifestParts::file);
  }

  private static ModelVariant variant(StrictObject variant) {
    return new ModelVariant(
        variant.text("device"),
        variant.text("file"),
        variant.text("precision"),
        variant.constant("quantisation", Quantisation.values(), true));
  }

  private static ListedFile file(StrictObject file) {
    return new ListedFile(file.text("path"), file.size("bytes"), file.text("sha256"));
  }
}
