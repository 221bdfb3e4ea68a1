/**
 * Critics: token classifiers that say which parts of a text matter for a query. {@link
 * dev.longctx.onnx.critic.Critic} describes and verifies one, {@link
 * dev.longctx.onnx.critic.CriticSession} runs it.
 */
@NullMarked
package dev.longctx.onnx.critic;

import org.jspecify.annotations.NullMarked;
