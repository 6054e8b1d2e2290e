package dev.mentions.dashboard.http;

import dev.mentions.http.Problem;

/** A request that cannot be answered as it is. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    static RefusedException parameter(String name, String detail) {
        return new RefusedException(Problem.of(ApiFault.BAD_PARAMETER, detail, name));
    }

    static RefusedException notFound(String detail) {
        return new RefusedException(Problem.of(ApiFault.NOT_FOUND, detail));
    }

    Problem problem() {
        return problem;
    }
}
