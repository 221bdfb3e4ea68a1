package dev.longctx.eval.evidence;

/** How the paragraphs of a question become documents. */
public enum DocumentLayout {
  /** Each paragraph is a document, as a retriever returns them. */
  PARAGRAPHS,
  /** All paragraphs stand after one another in one document. */
  ONE
}
