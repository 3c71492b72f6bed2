package io.shanmen.server.vault;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why the parts of a key backup do not open it. */
public enum RecoveryProblem implements ProblemCode {
  KEY_BACKUP_MISSING(
      409, "还没有密钥备份：请先由两个人制作备份", "There is no backup of keys yet: two people make one first"),
  KEY_PART_MISTYPED(
      422,
      "第 {nth} 份有输入错误：请对照纸面逐组核对",
      "Part number {nth} as entered has a typing error: compare it group by group with the paper"),
  KEY_PART_OF_ANOTHER_BACKUP(
      422,
      "第 {nth} 份属于另一次备份（{found}），现在的备份是 {wanted}",
      "Part number {nth} as entered belongs to another backup ({found}); the present one is"
          + " {wanted}"),
  KEY_PART_TWICE(
      422,
      "同一份输入了两次：需要两个人各自的那一份",
      "The same part was entered twice: each of the people enters their own"),
  KEY_PARTS_TOO_FEW(422, "份数不够：需要 {needed} 份", "These are too few parts: {needed} are needed"),
  KEY_PARTS_WRONG(
      422,
      "这些份合起来打不开备份：其中有一份不是这次备份的原件",
      "These parts together do not open the backup: one of them is not what was written down");

  private final int status;
  private final String zh;
  private final String en;

  RecoveryProblem(int status, String zh, String en) {
    this.status = status;
    this.zh = zh;
    this.en = en;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String zh() {
    return zh;
  }

  @Override
  public String en() {
    return en;
  }
}
