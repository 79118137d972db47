package cubby.gateway.adapter.mqtt;

import cubby.wire.Topic;

/**
 * The bounds of the endpoint, all of them per connection but the first.
 *
 * @param maxConnections open sockets, authenticated or not; more are closed at once
 * @param connectMillis from the accepted socket to a whole CONNECT, TLS handshake included
 * @param minKeepAliveSeconds the shortest keep-alive accepted
 * @param maxKeepAliveSeconds the longest; a silent cabinet is noticed after 1.5 times its own
 * @param unfinishedUplinks uplinks that the inbox has not finished; at this many, reading stops
 * @param unfinishedUplinkBytes the same as payload bytes
 * @param downlinkWindow QoS 1 downlinks sent and not acknowledged
 * @param queuedDownlinks downlinks handed over and not yet written or acknowledged, window included
 * @param queuedDownlinkBytes the same as payload bytes; at least one largest payload
 * @param ackMillis the longest time without any acknowledgement while some are due
 */
public record MqttLimits(
    int maxConnections,
    int connectMillis,
    int minKeepAliveSeconds,
    int maxKeepAliveSeconds,
    int unfinishedUplinks,
    int unfinishedUplinkBytes,
    int downlinkWindow,
    int queuedDownlinks,
    int queuedDownlinkBytes,
    int ackMillis) {

  /** Room for a city of cabinets on one gateway. */
  public static final MqttLimits DEFAULTS =
      new MqttLimits(20_000, 5_000, 5, 600, 256, 1024 * 1024, 16, 64, 512 * 1024, 30_000);

  public MqttLimits {
    require("maxConnections", maxConnections, 1, 1_000_000);
    require("connectMillis", connectMillis, 100, 60_000);
    require("minKeepAliveSeconds", minKeepAliveSeconds, 1, 65_535);
    require("maxKeepAliveSeconds", maxKeepAliveSeconds, minKeepAliveSeconds, 65_535);
    require("unfinishedUplinks", unfinishedUplinks, 1, 1_024);
    require("unfinishedUplinkBytes", unfinishedUplinkBytes, Topic.MAX_PAYLOAD_BYTES, 1 << 28);
    require("downlinkWindow", downlinkWindow, 1, 1_024);
    require("queuedDownlinks", queuedDownlinks, downlinkWindow, 65_535);
    require("queuedDownlinkBytes", queuedDownlinkBytes, Topic.MAX_PAYLOAD_BYTES, 1 << 28);
    require("ackMillis", ackMillis, 100, 600_000);
  }

  static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + ": " + value + " is not within " + least + " to " + most);
    }
  }
}
