package dev.longctx.compress.internal.segment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the lines of one text as blocks, from first to last. */
final class Blocks {
  private final Lines lines;
  private final List<Block> structures;
  private final Block text;

  Blocks(Lines lines) {
    this.lines = lines;
    this.text = new TextBlock(lines, this);
    this.structures =
        List.of(
            new FenceBlock(lines),
            new JsonBlock(lines),
            new TableBlock(lines),
            new HeadingBlock(lines),
            new ListBlock(lines, this),
            new QuoteBlock(lines),
            new IndentedCodeBlock(lines));
  }

  /** Adds the segments of the whole text. */
  void emit(SegmentsBuilder out) {
    @Nullable Block previous = null;
    int line = 0;
    while (line < lines.size()) {
      if (lines.blank(line)) {
        previous = null;
        line++;
        continue;
      }
      Block block = blockAt(line);
      if (block != previous || !block.sharesParagraph()) {
        out.paragraph();
      }
      int after = block.after(line);
      block.emit(line, after, out);
      previous = block;
      line = after;
    }
  }

  /** Tells whether a structure begins at {@code line} although running text stands before it. */
  boolean interruptsText(int line) {
    return structureAt(line, true) != null;
  }

  private Block blockAt(int line) {
    Block structure = structureAt(line, false);
    return structure == null ? text : structure;
  }

  private @Nullable Block structureAt(int line, boolean inText) {
    for (Block block : structures) {
      if (block.begins(line, inText)) {
        return block;
      }
    }
    return null;
  }
}
