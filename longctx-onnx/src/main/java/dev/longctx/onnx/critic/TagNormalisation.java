package dev.longctx.onnx.critic;

/** What the values of a language model head over the tag words are. */
public enum TagNormalisation {

  /** Log-probabilities over the whole vocabulary: p(word) = exp(value). */
  VOCABULARY,

  /** Logits of which only the tag words are compared: p = softmax over the tag words. */
  TAG_WORDS
}
