package cubby.gateway.boot;

/**
 * The content of the three files that a cabinet is given when it is enrolled.
 *
 * @param secret the MQTT password; shown this once
 * @param cabinetKey the key of its code hashes, 64 hexadecimal digits; shown this once
 * @param gatewayPublicKeys what it checks the gateway's signatures with, one key a line
 */
public record EnrolmentFiles(String secret, String cabinetKey, String gatewayPublicKeys) {
  /** Nothing of it, so that it never reaches a log by accident. */
  @Override
  public String toString() {
    return "EnrolmentFiles";
  }
}
