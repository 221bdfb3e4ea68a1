/** Programs that show longctx at work: {@code java -jar longctx-examples.jar PROGRAM}. */
@NullMarked
package dev.longctx.examples;

import org.jspecify.annotations.NullMarked;
