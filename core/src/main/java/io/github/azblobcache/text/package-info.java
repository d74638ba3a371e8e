/** Text from untrusted sources, made safe to print. */
package io.github.azblobcache.text;
