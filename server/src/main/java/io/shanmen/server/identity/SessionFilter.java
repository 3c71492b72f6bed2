package io.shanmen.server.identity;

import io.shanmen.server.foundation.Failures;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the live session behind a request's cookie and leaves the caller with the request. Where
 * the database is away, it answers itself: no controller is reached, and nobody is signed out.
 */
class SessionFilter extends OncePerRequestFilter {

  private static final String CALLER = "io.shanmen.caller";

  private final Sessions sessions;
  private final ProblemWriter problems;

  SessionFilter(Sessions sessions, ProblemWriter problems) {
    this.sessions = sessions;
    this.problems = problems;
  }

  /** The caller of a request, where it carries a live session. */
  static Optional<Caller> caller(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(CALLER));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      SessionCookie.token(request)
          .flatMap(sessions::find)
          .ifPresent(caller -> request.setAttribute(CALLER, caller));
    } catch (DataAccessException e) {
      problems.write(Failures.refusalOf(e), request, response);
      return;
    }
    chain.doFilter(request, response);
  }
}
