package dev.longctx.onnx.internal.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.io.BaseEncoding;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives control tokens names that no text can guess, everywhere in a tokenizer's description. */
final class ControlTokenRenaming {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 16;

  private final Map<String, String> names;

  private ControlTokenRenaming(Map<String, String> names) {
    this.names = names;
  }

  static ControlTokenRenaming of(Set<String> controlTokens) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    String prefix = BaseEncoding.base16().lowerCase().encode(secret);
    Map<String, String> names = new HashMap<>();
    controlTokens.forEach(token -> names.put(token, prefix + names.size()));
    return new ControlTokenRenaming(names);
  }

  /** The new name of a token, or null for one that keeps its name. */
  @Nullable String nameOf(String token) {
    return names.get(token);
  }

  void apply(ObjectNode root) {
    root.path("added_tokens").forEach(token -> renameField((ObjectNode) token, "content"));
    if (root.path("model") instanceof ObjectNode model) {
      renameField(model, "unk_token");
      renameVocabulary(model);
      if (model.path("merges") instanceof ArrayNode merges) {
        dropMerges(merges);
      }
    }
  }

  private void renameField(ObjectNode object, String field) {
    String name = names.get(object.path(field).asText());
    if (name != null) {
      object.put(field, name);
    }
  }

  private void renameVocabulary(ObjectNode model) {
    if (model.path("vocab") instanceof ObjectNode words) {
      names.forEach((token, name) -> rename(words, token, name));
    } else {
      model.path("vocab").forEach(this::renamePiece);
    }
  }

  private static void rename(ObjectNode words, String token, String name) {
    JsonNode id = words.remove(token);
    if (id != null) {
      words.set(name, id);
    }
  }

  private void renamePiece(JsonNode piece) {
    String name = names.get(piece.path(0).asText());
    if (name != null && piece instanceof ArrayNode entry) {
      entry.set(0, TextNode.valueOf(name));
    }
  }

  /** A merge that makes a control token out of pieces would spell it, one that uses it is void. */
  private void dropMerges(ArrayNode merges) {
    for (Iterator<JsonNode> all = merges.iterator(); all.hasNext(); ) {
      String[] pair = pair(all.next());
      if (pair != null && touchesControlToken(pair)) {
        all.remove();
      }
    }
  }

  private static String @Nullable [] pair(JsonNode merge) {
    if (merge.isArray()) {
      return new String[] {merge.path(0).asText(), merge.path(1).asText()};
    }
    String text = merge.asText();
    int space = text.indexOf(' ');
    return space < 0 ? null : new String[] {text.substring(0, space), text.substring(space + 1)};
  }

  private boolean touchesControlToken(String[] pair) {
    return names.containsKey(pair[0])
        || names.containsKey(pair[1])
        || names.containsKey(pair[0] + pair[1]);
  }
}
