package dev.longctx.onnx.critic;

import dev.longctx.api.ModelException;

/** The critics that come as Maven artifacts of their own. */
public final class Critics {

  private static final String ENGLISH = "critic-en";

  private Critics() {}

  /**
   * The English critic of the artifact {@code dev.longctx:longctx-critic-en}: a MiniLM encoder of 6
   * layers, 8-bit, for the CPU. Its model card says what it was trained on and how well it finds
   * evidence.
   *
   * @return the verified critic
   * @throws ModelException if the artifact is not on the class path, or on the module path without
   *     {@code requires dev.longctx.critic.en}
   */
  public static Critic english() {
    if (!Critic.hasResource(ENGLISH)) {
      throw new ModelException(
          "the English critic: expected the artifact dev.longctx:longctx-critic-en on the class"
              + " path (on the module path: requires dev.longctx.critic.en), found none");
    }
    return Critic.resource(ENGLISH);
  }
}
