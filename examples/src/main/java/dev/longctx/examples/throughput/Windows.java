package dev.longctx.examples.throughput;

import dev.longctx.api.compression.CompressionStats;
import dev.longctx.onnx.critic.CriticPrompt;
import dev.longctx.onnx.critic.CriticSession;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.util.ArrayList;
import java.util.List;

/** As many windows as a compression scored, of their mean length, prompts included. */
record Windows(List<int[]> ids, int promptTokens) {

  static Windows like(
      CompressionStats stats, CriticSession session, CriticPrompt prompt, String text) {
    EncodedText tokens = session.encode(text);
    int length = (int) (stats.criticTokens() / stats.windows());
    int room = length - prompt.size();
    List<int[]> windows = new ArrayList<>();
    for (int i = 0; i < stats.windows(); i++) {
      int from = (int) ((long) i * Math.max(0, tokens.size() - room) / stats.windows());
      windows.add(window(prompt, tokens.ids(from, Math.min(tokens.size(), from + room))));
    }
    return new Windows(windows, prompt.prefix().length);
  }

  private static int[] window(CriticPrompt prompt, int[] text) {
    int[] prefix = prompt.prefix();
    int[] suffix = prompt.suffix();
    int[] all = new int[prefix.length + text.length + suffix.length];
    System.arraycopy(prefix, 0, all, 0, prefix.length);
    System.arraycopy(text, 0, all, prefix.length, text.length);
    System.arraycopy(suffix, 0, all, prefix.length + text.length, suffix.length);
    return all;
  }
}
