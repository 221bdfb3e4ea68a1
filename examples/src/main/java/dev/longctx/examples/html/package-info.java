/** A page that shows documents with what a compression kept of them. */
@NullMarked
package dev.longctx.examples.html;

import org.jspecify.annotations.NullMarked;
