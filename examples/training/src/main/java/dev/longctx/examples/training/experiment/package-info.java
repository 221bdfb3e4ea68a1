/** What experiments share: runs in processes of their own, and a folder in which they go on. */
@NullMarked
package dev.longctx.examples.training.experiment;

import org.jspecify.annotations.NullMarked;
