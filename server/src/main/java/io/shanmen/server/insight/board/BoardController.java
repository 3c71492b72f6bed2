package io.shanmen.server.insight.board;

import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SessionStreams;
import io.shanmen.server.identity.SignedIn;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The live board. */
@RestController
@RequestMapping("/api/insight")
@Permit("insight.board")
class BoardController {

  private final BoardStreams streams;
  private final SessionStreams sessions;

  BoardController(BoardStreams streams, SessionStreams sessions) {
    this.streams = streams;
    this.sessions = sessions;
  }

  /**
   * The board as a stream: an event {@code snapshot} with all of it, then events {@code delta} with
   * the parts that changed. It ends with the session.
   */
  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter live(SignedIn who) {
    SseEmitter stream = streams.open();
    sessions.attach(who, stream);
    return stream;
  }

  /** The board once. */
  @GetMapping("/board")
  Board board() {
    return streams.read();
  }
}
