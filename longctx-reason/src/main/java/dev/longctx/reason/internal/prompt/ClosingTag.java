package dev.longctx.reason.internal.prompt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tag that ends a part of a prompt, and that the part itself must not hold. Only the tag is
 * broken up, by a backslash, so that {@code </text>} reads {@code <\/text>}: all else stays exact.
 */
public final class ClosingTag {

  private static final String NAME_CHARACTER = "[\\p{L}\\p{N}_.-]";
  private static final Pattern AT_START = Pattern.compile("\\s*</(" + NAME_CHARACTER + "+)>");

  private final Pattern opening;

  private ClosingTag(String name) {
    // Models take "< / Text" for the tag as well.
    opening =
        Pattern.compile(
            "<(?=\\s*+/\\s*+" + Pattern.quote(name) + "(?!" + NAME_CHARACTER + "))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** The tag of this name. */
  public static ClosingTag named(String name) {
    return new ClosingTag(name);
  }

  /** The tag that a text begins with, or null where it begins with none. */
  public static @Nullable ClosingTag startOf(String text) {
    Matcher matcher = AT_START.matcher(text);
    return matcher.lookingAt() ? named(matcher.group(1)) : null;
  }

  /** The text with this tag broken up. */
  public String breakUp(String text) {
    return opening.matcher(text).replaceAll("<\\\\");
  }
}
