package cubby.agent.adapter.kiosk;

/** A request that gets a definite refusal: an RFC 9457 problem. */
final class KioskProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String slug;

  /**
   * @param status HTTP status, 400 to 599
   * @param slug last part of the problem's type
   * @param title for people; never holds what was sent
   */
  KioskProblem(int status, String slug, String title) {
    super(title, null, false, false);
    this.status = status;
    this.slug = slug;
  }

  static KioskProblem notFound() {
    return new KioskProblem(404, "not-found", "There is nothing here");
  }

  static KioskProblem methodNotAllowed(String allowed) {
    return new KioskProblem(405, "method-not-allowed", "Only " + allowed + " is understood here");
  }

  static KioskProblem invalid(String title) {
    return new KioskProblem(422, "invalid", title);
  }

  int status() {
    return status;
  }

  String slug() {
    return slug;
  }
}
