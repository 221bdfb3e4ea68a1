/** LangChain4j's chat models as language models of longctx. */
@NullMarked
package dev.longctx.langchain4j.model;

import org.jspecify.annotations.NullMarked;
