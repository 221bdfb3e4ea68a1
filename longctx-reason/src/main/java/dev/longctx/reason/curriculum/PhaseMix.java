package dev.longctx.reason.curriculum;

import java.util.List;

/**
 * What a phase trains on.
 *
 * @param phase its number, from 1
 * @param own problems of its own bucket, at least 1
 * @param carried problems of earlier phases that it takes back
 */
public record PhaseMix(int phase, int own, List<Difficulty> carried) {

  /** Copies the list. */
  public PhaseMix {
    carried = List.copyOf(carried);
  }

  /**
   * The share of problems of earlier phases.
   *
   * @return 0 to below 1
   */
  public double ratio() {
    return (double) carried.size() / (own + carried.size());
  }
}
