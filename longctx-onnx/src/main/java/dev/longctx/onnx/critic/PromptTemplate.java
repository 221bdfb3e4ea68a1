package dev.longctx.onnx.critic;

/** How instruction, query and window become one input of a critic. */
public enum PromptTemplate {

  /**
   * ChatML with the roles system (instruction), user (query) and context (window), without a
   * closing tag (QwenLong-CPRS). Prefix and window are tokenised apart, so no token spans the seam.
   */
  CHATML_CONTEXT,

  /**
   * {@code [CLS] instruction query [SEP] window [SEP]}, with token types 0 and 1 where the graph
   * has that input. A blank instruction or query is left out.
   */
  PAIR,

  /** The window alone, between the manifest's begin and end tokens where it names them. */
  NONE
}
