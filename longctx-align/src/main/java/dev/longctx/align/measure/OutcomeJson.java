package dev.longctx.align.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Outcomes as JSON. */
final class OutcomeJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OutcomeJson() {}

  static String line(GapOutcome outcome) {
    ObjectNode json = JSON.createObjectNode().put("id", outcome.id());
    if (outcome instanceof GapOutcome.Measured measured) {
      return rewards(json, measured).toString();
    }
    return json.put("failed", ((GapOutcome.Failed) outcome).reason()).toString();
  }

  private static ObjectNode rewards(ObjectNode json, GapOutcome.Measured measured) {
    json.put("short_chosen", measured.shortChosen());
    json.put("long_chosen", measured.longChosen());
    json.put("gap", measured.gap());
    if (measured.shortRejected() != null) {
      json.put("short_rejected", measured.shortRejected());
      json.put("long_rejected", measured.longRejected());
    }
    return json;
  }
}
