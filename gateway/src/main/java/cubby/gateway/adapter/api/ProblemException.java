package cubby.gateway.adapter.api;

import cubby.gateway.adapter.http.Problem;

/** Ends the handling of a request with a problem as its answer. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.slug(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
