package dev.longctx.onnx.internal.tokenizer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens that only prompts may hold, and how they stand among texts. Immutable. */
public final class PromptTokens {

  private final Map<String, Integer> ids;
  private final Map<Integer, String> texts = new HashMap<>();
  private final Set<String> visible = new HashSet<>();
  private final Set<String> strippingBefore = new HashSet<>();
  private final Set<String> strippingAfter = new HashSet<>();

  PromptTokens(Map<String, Integer> ids, TokenizerJson description) {
    this.ids = Map.copyOf(ids);
    ids.forEach((name, id) -> add(name, id, description));
  }

  private void add(String name, int id, TokenizerJson description) {
    texts.put(id, description.isSpecial(name) ? "" : name);
    if (!description.isSpecial(name)) {
      visible.add(name);
    }
    if (description.strips(name, "lstrip")) {
      strippingBefore.add(name);
    }
    if (description.strips(name, "rstrip")) {
      strippingAfter.add(name);
    }
  }

  /**
   * All of them.
   *
   * @return their names
   */
  public Set<String> names() {
    return ids.keySet();
  }

  /**
   * The id of one.
   *
   * @param name its name
   * @return the id, or null where it is none of them
   */
  public @Nullable Integer id(String name) {
    return ids.get(name);
  }

  /**
   * Those that texts show, such as the marks of thinking.
   *
   * @return their names
   */
  public Set<String> visible() {
    return Set.copyOf(visible);
  }

  /**
   * How a token stands in texts.
   *
   * @param id a token
   * @return its name, the empty text where it is left out, or null for any other token
   */
  public @Nullable String textOf(int id) {
    return texts.get(id);
  }

  /**
   * Whether a token takes the white space before it.
   *
   * @param name its name
   * @return true if texts before it lose theirs
   */
  public boolean stripsBefore(String name) {
    return strippingBefore.contains(name);
  }

  /**
   * Whether a token takes the white space behind it.
   *
   * @param name its name
   * @return true if texts behind it lose theirs
   */
  public boolean stripsAfter(String name) {
    return strippingAfter.contains(name);
  }
}
