/**
 * What alignment learns from: questions with a short and a long context and a better and a worse
 * response, how they are made of documents (SoLoPO, section 3), and files of them for this library
 * and for others.
 */
@NullMarked
package dev.longctx.align.data;

import org.jspecify.annotations.NullMarked;
