/** What tests of this module share. */
package dev.longctx.train.testing;
