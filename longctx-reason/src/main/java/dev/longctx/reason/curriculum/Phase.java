package dev.longctx.reason.curriculum;

import java.util.Objects;

/**
 * A part of training that learns from prompts of one range of lengths.
 *
 * @param bucket which prompts are its own
 * @param length how long it lasts
 */
public record Phase(LengthBucket bucket, PhaseLength length) {

  /** Checks the components. */
  public Phase {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(length, "length");
  }
}
