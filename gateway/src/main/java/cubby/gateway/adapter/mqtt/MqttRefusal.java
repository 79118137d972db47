package cubby.gateway.adapter.mqtt;

/** Why the endpoint refused or ended something; one counter each. */
public enum MqttRefusal {
  /** The accept limit was reached; closed without an answer. */
  TOO_MANY_CONNECTIONS,
  /** The TLS handshake failed, or plain bytes came to the TLS port. */
  TLS,
  /** Changed TLS files that cannot be used; the old ones stay in force. */
  TLS_FILES,
  /** No CONNECT within the window after the connection was made. */
  CONNECT_LATE,
  /** The first packet was not a CONNECT. */
  NOT_CONNECT,
  /** A protocol level other than that of MQTT 3.1.1. */
  UNSUPPORTED_VERSION,
  /** The client id cannot name a cabinet. */
  BAD_CLIENT_ID,
  /** A stored session was asked for. */
  SESSION_ASKED,
  /** A keep-alive of none, or outside of the bounds. */
  KEEP_ALIVE_OUT_OF_BOUNDS,
  /** A will on another topic than the own {@code up/gone}, retained, with QoS 2 or too long. */
  BAD_WILL,
  /** The client certificate names somebody else. */
  FOREIGN_CERTIFICATE,
  /** An unknown cabinet, another user name, or a secret that is not the cabinet's. */
  BAD_CREDENTIALS,
  /** A second CONNECT on one connection. */
  SECOND_CONNECT,
  /** Bytes that are no MQTT packet. */
  MALFORMED,
  /** A packet longer than its kind may be. */
  OVERSIZED,
  /** A packet that a cabinet never sends, or not in this place. */
  UNEXPECTED_PACKET,
  /** Published to a topic that is not an uplink of its own. */
  FOREIGN_TOPIC,
  /** Published with QoS 2. */
  QOS_2,
  /** Published with the retain flag. */
  RETAINED,
  /** Asked for a wildcard or a topic that is not a downlink of its own; answered with 0x80. */
  FOREIGN_SUBSCRIPTION,
  /** Nothing was heard for 1.5 keep-alive periods. */
  SILENT,
  /** A QoS 1 downlink was not acknowledged in time. */
  ACK_OVERDUE,
  /** Ended by a newer connection of the same cabinet. */
  TAKEN_OVER,
  /** Ended by the gateway: what the cabinet had shown is valid no more. */
  SENT_AWAY,
  /** A fault of ours (logged): the inbox failed, or an unforeseen exception. */
  INTERNAL
}
