package cn.tongban.hub.soap;

import cn.tongban.hub.support.Problem;

/** Carries what the work behind a service said to where faults are written. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
