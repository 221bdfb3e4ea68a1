package dev.longctx.api.reasoning;

/** How a reading came to fit a model's prompt. */
public enum PromptFit {
  /** It fitted as it was. */
  WHOLE,
  /** Its middle was left out. */
  HEAD_AND_TAIL,
  /** The policy compressed it. */
  COMPRESSED
}
