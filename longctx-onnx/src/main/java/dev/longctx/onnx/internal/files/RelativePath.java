package dev.longctx.onnx.internal.files;

import com.google.common.base.Splitter;
import java.util.List;

/** Paths that a manifest or a model may name: plain ones that stay below their directory. */
public final class RelativePath {

  private static final Splitter ELEMENTS = Splitter.on('/');
  private static final String FORBIDDEN = "\\:*?\"<>|";

  private RelativePath() {}

  /**
   * Whether a path is relative, with forward slashes, without empty, {@code .} and {@code ..}
   * elements and without characters that some system reads in another way.
   *
   * @param path the path
   * @return true if it may be used
   */
  public static boolean isPlain(String path) {
    return path.codePoints().noneMatch(RelativePath::isForbidden)
        && ELEMENTS.splitToStream(path).noneMatch(RelativePath::isNoName);
  }

  /**
   * The elements of a plain path.
   *
   * @param path the path
   * @return its elements, outermost first
   */
  static List<String> elements(String path) {
    return ELEMENTS.splitToList(path);
  }

  /**
   * The path of a file that another one names relative to its own folder.
   *
   * @param file the file that names the other
   * @param sibling the other as named
   * @return the other's path
   */
  public static String resolveSibling(String file, String sibling) {
    return file.substring(0, file.lastIndexOf('/') + 1) + sibling;
  }

  /**
   * The engine reads locations with asterisks as addresses in memory; Windows has no such names.
   */
  private static boolean isForbidden(int character) {
    return character < 0x20
        || character == 0x7F
        || FORBIDDEN.indexOf(character) >= 0
        || Character.getType(character) == Character.SURROGATE;
  }

  private static boolean isNoName(String element) {
    return element.isBlank() || element.equals(".") || element.equals("..");
  }
}
