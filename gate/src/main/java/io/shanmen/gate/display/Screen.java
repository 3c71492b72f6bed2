package io.shanmen.gate.display;

import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.Reason;
import org.jspecify.annotations.Nullable;

/** What the gate's display shows. Words for people are Chinese first, English second. */
public sealed interface Screen {

  /** An arrow and "scan your ticket". */
  record Idle(Direction direction) implements Screen {}

  /** A code was read, the answer is on its way. */
  record Reading() implements Screen {}

  /**
   * Please pass.
   *
   * @param people how many may pass
   * @param passed how many have
   * @param left how many more could pass on this ticket afterwards
   */
  record Admit(Direction direction, String typeZh, String typeEn, int people, int passed, int left)
      implements Screen {}

  /**
   * Nobody passes.
   *
   * @param usedAt local time of the earlier use, {@code 10:32}, or null
   * @param usedAtGate number of that gate, 0 where it is not known
   */
  record Refuse(Reason reason, @Nullable String usedAt, int usedAtGate) implements Screen {}

  /** Staff let people through by hand. */
  record Manual(Direction direction, int people, int passed) implements Screen {}

  /** The lane serves nobody, or everybody. */
  record Notice(Kind kind, String detail) implements Screen {
    /** Why. */
    public enum Kind {
      STARTING("正在启动", "Starting", "请稍候", "Please wait"),
      NOT_SET_UP("尚未设置", "Not set up", "请联系工作人员", "Please ask staff"),
      REVOKED("已停用", "Out of use", "请走其他通道", "Please use another lane"),
      OUT_OF_ORDER("暂停使用", "Out of order", "请走其他通道", "Please use another lane"),
      EMERGENCY("紧急放行", "Emergency exit", "请有序通行", "Walk through in order");

      private final String zh;
      private final String en;
      private final String whatToDoZh;
      private final String whatToDoEn;

      Kind(String zh, String en, String whatToDoZh, String whatToDoEn) {
        this.zh = zh;
        this.en = en;
        this.whatToDoZh = whatToDoZh;
        this.whatToDoEn = whatToDoEn;
      }

      public String zh() {
        return zh;
      }

      public String en() {
        return en;
      }

      public String whatToDoZh() {
        return whatToDoZh;
      }

      public String whatToDoEn() {
        return whatToDoEn;
      }
    }
  }
}
