/** What the documents tell users to type and to copy, and its runs. */
package io.github.azblobcache.it.documents;
