/** The values of the trade, as the OCI image specification defines them. */
@NullMarked
package io.github.azblobcache.oci;

import org.jspecify.annotations.NullMarked;
