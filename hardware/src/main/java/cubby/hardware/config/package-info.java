/**
 * Reads YAML configuration so that every mistake is refused with its file, line, key and the values
 * that would have been right. The one place that knows the YAML library.
 */
package cubby.hardware.config;
