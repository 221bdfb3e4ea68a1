/** Files for trainers that run on more than one machine. */
@NullMarked
package dev.longctx.reason.export;

import org.jspecify.annotations.NullMarked;
