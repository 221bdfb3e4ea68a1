package dev.longctx.onnx.internal.template;

import dev.longctx.onnx.internal.template.value.Strings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hides what spells a control token, or at its edges a part of one, in the contents of one prompt
 * before the template sees them, and shows it again in what the template wrote. In between stand
 * random digits, which no content can guess and which templates do not change. Not thread-safe.
 */
final class ContentShield {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_DIGITS = 20;
  private static final int INDEX_DIGITS = 6;

  private final ControlTokens tokens;
  private final String secret;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> spellings = new HashMap<>();

  ContentShield(ControlTokens tokens) {
    this.tokens = tokens;
    StringBuilder digits = new StringBuilder(SECRET_DIGITS);
    RANDOM.ints(SECRET_DIGITS, 0, 10).forEach(digits::append);
    this.secret = digits.toString();
  }

  /** A content without control tokens other than the {@code kept} texts. */
  String hide(String content, Set<String> kept) {
    StringBuilder safe = new StringBuilder(content.length());
    int start = 0;
    int i = 0;
    while (i < content.length()) {
      int length = lengthAt(content, i, kept);
      if (length > 0) {
        hide(content.substring(start, i), safe);
        safe.append(content, i, i + length);
        start = i + length;
      }
      i += Math.max(1, length);
    }
    hide(content.substring(start), safe);
    return safe.toString();
  }

  private static int lengthAt(String content, int position, Set<String> kept) {
    for (String text : kept) {
      if (content.startsWith(text, position)) {
        return text.length();
      }
    }
    return 0;
  }

  /**
   * Hides whole tokens and, beside the white space at both ends, parts of tokens: what stands in
   * front of or behind the text could make them whole.
   */
  private void hide(String text, StringBuilder safe) {
    int first = Strings.skip(text, 0, Strings::isSpace);
    int last = Strings.skipBack(text, text.length(), Strings::isSpace);
    int rest = tokens.restAt(text, first);
    int unfinished = last - tokens.unfinishedBefore(text, last);
    int shown = 0;
    int i = 0;
    while (i < text.length()) {
      int length = tokens.lengthAt(text, i);
      if (length == 0 && i == first) {
        length = rest;
      }
      if (length == 0 && i >= unfinished && i < last) {
        length = last - i;
      }
      if (length > 0) {
        safe.append(text, shown, i).append(name(text.substring(i, i + length)));
        shown = i + length;
      }
      i += Math.max(1, length);
    }
    safe.append(text, shown, text.length());
  }

  private String name(String spelling) {
    String name = names.get(spelling);
    if (name == null) {
      String index = Integer.toString(names.size());
      name = secret + "0".repeat(INDEX_DIGITS - index.length()) + index;
      names.put(spelling, name);
      spellings.put(name, spelling);
    }
    return name;
  }

  /** What a template wrote, cut at the control tokens that are its own. */
  List<PromptPiece> show(String rendered) {
    List<PromptPiece> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < rendered.length()) {
      int length = tokens.lengthAt(rendered, i);
      String spelling = spellingAt(rendered, i);
      if (spelling != null) {
        text.append(spelling);
        i += SECRET_DIGITS + INDEX_DIGITS;
      } else if (length > 0) {
        flush(text, pieces);
        pieces.add(new PromptPiece.Control(rendered.substring(i, i + length)));
        i += length;
      } else {
        text.append(rendered.charAt(i++));
      }
    }
    flush(text, pieces);
    return List.copyOf(pieces);
  }

  private @Nullable String spellingAt(String rendered, int position) {
    int start = position + SECRET_DIGITS;
    if (!rendered.startsWith(secret, position) || rendered.length() < start + INDEX_DIGITS) {
      return null;
    }
    return spellings.get(rendered.substring(position, start + INDEX_DIGITS));
  }

  private static void flush(StringBuilder text, List<PromptPiece> pieces) {
    if (!text.isEmpty()) {
      pieces.add(new PromptPiece.Text(text.toString()));
      text.setLength(0);
    }
  }
}
