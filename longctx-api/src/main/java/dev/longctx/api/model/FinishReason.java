package dev.longctx.api.model;

/** Why a completion ended. */
public enum FinishReason {
  /** The model ended it, or a stop text or stop token came. */
  STOP,
  /** It has as many tokens as the request or the model's positions allow. */
  LENGTH,
  /** The request's time was up; the text is what there was by then. */
  DEADLINE,
  /** A remote model withheld the rest by its own rules. */
  FILTERED
}
