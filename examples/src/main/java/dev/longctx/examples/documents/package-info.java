/** Reads the documents that programs are given. */
@NullMarked
package dev.longctx.examples.documents;

import org.jspecify.annotations.NullMarked;
