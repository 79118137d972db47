/** The envelope around the messages: topics, signatures, limits, the keyed hash of codes. */
package cubby.wire;
