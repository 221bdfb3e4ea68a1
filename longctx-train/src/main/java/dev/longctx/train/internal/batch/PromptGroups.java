package dev.longctx.train.internal.batch;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds sequences that have the same prompt, and whether reading it once is worth it. */
final class PromptGroups {

  private PromptGroups() {}

  /**
   * The blocks of groups, and then those of all other sequences. A group's prompt is read once
   * where this is cheaper, which it is not for a short prompt before long responses.
   *
   * @param rows in any order
   * @param cost what blocks cost
   * @return blocks, which cover all
   */
  static List<TokenBlock> blocks(List<TokenRow> rows, BlockCost cost) {
    List<TokenBlock> blocks = new ArrayList<>();
    List<TokenRow> others = new ArrayList<>();
    for (List<TokenRow> group : byPrompt(rows)) {
      BlockPlan once = BlockPlan.of(group, group.get(0).prompt().length, cost);
      if (group.size() > 1 && once.cost() < BlockPlan.of(group, 0, cost).cost()) {
        blocks.addAll(once.blocks());
      } else {
        others.addAll(group);
      }
    }
    blocks.addAll(BlockPlan.of(others, 0, cost).blocks());
    return blocks;
  }

  private static Iterable<List<TokenRow>> byPrompt(List<TokenRow> rows) {
    Map<IntBuffer, List<TokenRow>> groups = new LinkedHashMap<>();
    for (TokenRow row : rows) {
      groups.computeIfAbsent(IntBuffer.wrap(row.prompt()), key -> new ArrayList<>()).add(row);
    }
    return groups.values();
  }
}
