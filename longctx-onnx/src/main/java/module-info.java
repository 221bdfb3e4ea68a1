/**
 * Critics and language models on ONNX Runtime: verified model directories, tokenizers, devices and
 * sessions. No type of ONNX Runtime, DJL or Jackson stands in an exported signature.
 */
module dev.longctx.onnx {
  requires transitive dev.longctx.api;
  requires static transitive org.jspecify;
  requires ai.djl.api;
  requires ai.djl.tokenizers;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.google.common;
  requires com.microsoft.onnxruntime;
  // Native memory is given back at once where it can be.
  requires jdk.unsupported;
  // DJL logs through it, but as an automatic module cannot ask for it.
  requires org.slf4j;

  exports dev.longctx.onnx;
  exports dev.longctx.onnx.critic;
  exports dev.longctx.onnx.lm;
  exports dev.longctx.onnx.tokenizer;
}
