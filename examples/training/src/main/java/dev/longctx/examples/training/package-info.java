/** Programs that train. */
@NullMarked
package dev.longctx.examples.training;

import org.jspecify.annotations.NullMarked;
