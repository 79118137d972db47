package cubby.gateway.adapter.http;

/** Looks into answers. */
public final class Bodies {
  private Bodies() {}

  /** The bytes of an answer, not compressed. */
  public static byte[] of(Response.Full answer) {
    return answer.body().bytes(false);
  }
}
