/** Reasoning over long contexts: answers, rewards and metrics, on any language model. */
module dev.longctx.reason {
  requires transitive dev.longctx.api;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires dev.longctx.runs;

  exports dev.longctx.reason;
  exports dev.longctx.reason.answer;
  exports dev.longctx.reason.curriculum;
  exports dev.longctx.reason.export;
  exports dev.longctx.reason.metric;
  exports dev.longctx.reason.objective;
  exports dev.longctx.reason.prompt;
  exports dev.longctx.reason.reinforce;
  exports dev.longctx.reason.reward;
  exports dev.longctx.reason.rollout;
  exports dev.longctx.reason.select;
}
