/** Characters and normalised texts. */
@NullMarked
package dev.longctx.reason.internal.text;

import org.jspecify.annotations.NullMarked;
