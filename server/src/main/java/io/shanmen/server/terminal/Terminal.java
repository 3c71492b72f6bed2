package io.shanmen.server.terminal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A computer or gate as other modules see it.
 *
 * @param id the identifier it chose for itself
 * @param name its name as shown to people, such as 南门 1 号窗口
 * @param kind computer or gate
 * @param state only an approved one may do anything
 * @param checkpoint the number (1 to 32) of the checkpoint 检票点 that a gate stands at; null for
 *     computers and for gates not yet assigned
 */
public record Terminal(
    UUID id, String name, TerminalKind kind, TerminalState state, @Nullable Integer checkpoint) {

  public static final int CHECKPOINT_MAX = 32;

  public boolean isApproved() {
    return state == TerminalState.APPROVED;
  }
}
