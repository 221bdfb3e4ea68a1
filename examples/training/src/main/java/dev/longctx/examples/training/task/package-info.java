/**
 * A generated task of looking things up: worlds of small facts in documents, and questions that
 * take one or two of them. All texts are words separated by blanks, one token a word.
 */
@NullMarked
package dev.longctx.examples.training.task;

import org.jspecify.annotations.NullMarked;
