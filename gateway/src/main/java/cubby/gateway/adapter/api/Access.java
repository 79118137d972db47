package cubby.gateway.adapter.api;

/** Who may call a route. */
enum Access {
  ANYONE,
  /** A signed-in rider. */
  RIDER,
  MANAGER,
  RIDER_OR_MANAGER,
  /** Whoever knows the token in the path; the use case checks it. */
  HOLDER,
  /** A program with a partner's key. Cookies play no part. */
  PARTNER,
  /** Anyone, while the gateway runs as a demo; otherwise nothing is there. */
  DEMO
}
