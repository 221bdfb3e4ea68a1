package dev.longctx.onnx.internal.json;

import dev.longctx.onnx.ListedFile;
import dev.longctx.onnx.ModelVariant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the values of all manifests must fulfil. Errors are {@link IllegalArgumentException}s that
 * say what was expected and found.
 */
public final class ManifestChecks {

  private ManifestChecks() {}

  /**
   * Checks that values differ.
   *
   * @param key what they are, for messages
   * @param values the values
   */
  public static void requireOnce(String key, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(value)) {
        throw new IllegalArgumentException(key + ": expected once, found again " + value);
      }
    }
  }

  /**
   * Checks that variants are of different devices, files of different paths, and that the files of
   * variants are listed.
   *
   * @param variants the ONNX files
   * @param files every file that is used
   */
  public static void requireConsistent(List<ModelVariant> variants, List<ListedFile> files) {
    requireOnce("variants: device", variants.stream().map(ModelVariant::device).toList());
    requireOnce("files: path", files.stream().map(ListedFile::path).toList());
    variants.forEach(variant -> requireListed(files, "variants: file", variant.file()));
  }

  /**
   * Checks that a path is listed.
   *
   * @param files every file that is used
   * @param key what the path is of, for messages
   * @param path the path, or null where there is none to check
   */
  public static void requireListed(List<ListedFile> files, String key, @Nullable String path) {
    Set<String> listed = files.stream().map(ListedFile::path).collect(Collectors.toSet());
    if (path != null && !listed.contains(path)) {
      throw new IllegalArgumentException(key + ": expected a path listed in files, found " + path);
    }
  }
}
