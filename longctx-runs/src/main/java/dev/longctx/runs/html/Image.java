package dev.longctx.runs.html;

import java.util.Base64;
import java.util.Objects;

/**
 * An image that a page holds.
 *
 * @param png a PNG in Base64
 * @param alternative what it shows, for those who cannot see it
 */
public record Image(String png, String alternative) {

  /** Checks the components. */
  public Image {
    Objects.requireNonNull(png, "png");
    Objects.requireNonNull(alternative, "alternative");
  }

  /**
   * An image.
   *
   * @param png the bytes of a PNG
   * @param alternative what it shows
   * @return the image
   */
  public static Image of(byte[] png, String alternative) {
    return new Image(Base64.getEncoder().encodeToString(png), alternative);
  }

  String html() {
    return "<figure><img src=\"data:image/png;base64,%s\" alt=\"%s\"></figure>\n"
        .formatted(Markup.escape(png), Markup.escape(alternative));
  }

  /** The image without its bytes. */
  @Override
  public String toString() {
    return "Image[%s]".formatted(alternative);
  }
}
