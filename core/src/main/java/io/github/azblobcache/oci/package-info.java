/** The values of the trade, as the OCI image specification defines them. */
package io.github.azblobcache.oci;
