package cubby.gateway.app.port;

/** Decides from memory, without blocking, whether a connection may speak for a cabinet. */
public interface CabinetAuthenticator {

  /**
   * @param cabinet the MQTT client id
   * @param secret the MQTT password; never logged
   * @return whether the cabinet is enrolled and the secret is its own, compared in constant time
   */
  boolean authenticate(String cabinet, byte[] secret);
}
