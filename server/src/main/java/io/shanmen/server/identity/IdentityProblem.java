package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.ProblemCode;

/** Why identity refuses. */
public enum IdentityProblem implements ProblemCode {
  SIGN_IN_REQUIRED(
      401, "尚未登录或登录已过期，请重新登录", "Nobody is signed in, or the session has ended; sign in"),
  SIGN_IN_FAILED(
      401, "账号或密码不正确，请核对后重试", "The name or the password is wrong; check both and try again"),
  SIGN_IN_LOCKED(
      429,
      "错误次数过多，请在 {minutes} 分钟后再试，或请管理员解锁",
      "Too many wrong attempts; wait {minutes} minutes or ask an administrator to unlock"),
  SIGN_IN_BUSY(503, "登录人数较多，请稍候几秒再试", "Many people are signing in; try again in a few seconds"),
  PASSWORD_CHANGE_REQUIRED(403, "首次登录请先修改密码", "Choose a password of your own before anything else"),
  PASSWORD_TOO_WEAK(
      422,
      "密码不符合要求：至少 {minimum} 个字符，不能是常见密码，也不能包含账号",
      "The password will not do: at least {minimum} characters, not a common one, without your"
          + " sign-in name"),
  PASSWORD_UNCHANGED(422, "新密码不能与原密码相同，请换一个", "The new password is the old one; choose another"),
  PIN_TOO_WEAK(
      422,
      "审批码须为 6 位数字，不能全部相同或连续",
      "A PIN is six digits, not all the same and not in a row; choose another"),
  SECOND_FACTOR_WRONG(403, "审批码或密码不正确，请重新输入", "The PIN or password is wrong; enter it again"),
  APPROVAL_BY_MAKER(
      403, "不能审批自己提交的申请，请由其他人审批", "Nobody approves their own request; ask another person"),
  APPROVAL_NOT_PERMITTED(
      403,
      "审批人没有“{name}”权限，请由有权限的人审批",
      "The approver lacks the permission “{name}”; ask somebody who holds it"),
  NOT_PERMITTED(
      403,
      "您没有“{name}”权限，如需使用请联系管理员",
      "You lack the permission “{name}”; ask an administrator if you need it"),
  OPERATORS_ONLY(403, "此操作只能由登录的操作员进行", "Only an operator who is signed in can do this"),
  DEVICES_ONLY(403, "此接口仅供已登记的闸机使用", "Only an enrolled gate can use this"),
  FOREIGN_ORIGIN(
      403,
      "请求来自其他网站，已拒绝；请从本系统页面操作",
      "The request came from another site; use this system's own pages"),
  OPERATOR_UNKNOWN(404, "没有这个操作员，请刷新列表", "There is no such operator; reload the list"),
  OPERATOR_CONFLICT(
      409, "该编号已用于另一位操作员，请重新提交", "The id belongs to another operator; submit again with a new id"),
  SIGN_IN_NAME_TAKEN(
      409, "账号“{signInName}”已被使用，请换一个", "The sign-in name “{signInName}” is taken; choose another"),
  PERSONAL_DATA_LOCKED(
      503,
      "姓名等个人信息已加密，当前没有可用的密钥：请插入密码令牌后重试",
      "Personal data is sealed and its key is away; plug the token in and try again"),
  DATA_KEY_RENEWAL_UNDER_WAY(
      409,
      "上一次数据密钥轮换尚未完成，请稍后再试",
      "Values are still being sealed under the present data key; try again later"),
  ROLE_UNKNOWN(404, "没有这个角色，请刷新列表", "There is no such role; reload the list"),
  ROLE_CONFLICT(
      409, "该编号已用于另一个角色，请重新提交", "The id belongs to another role; submit again with a new id"),
  ROLE_NAME_TAKEN(409, "角色名称已被使用，请换一个", "The role's name is taken; choose another"),
  ROLE_IN_USE(
      409,
      "仍有 {operators} 位操作员使用该角色，请先调整",
      "{operators} operators still have the role; change theirs first"),
  ROLE_BUILT_IN(409, "内置角色可以修改，但不能删除", "A built-in role can be changed but not removed"),
  PERMISSION_UNKNOWN(
      422, "没有权限“{permission}”，请刷新页面", "There is no permission “{permission}”; reload the page"),
  CHANGED_MEANWHILE(
      409, "内容已被他人修改，请刷新后重试", "Somebody else changed it meanwhile; reload and try again"),
  NOT_YOURSELF(
      409,
      "不能停用自己或修改自己的角色，请由其他管理员操作",
      "You cannot disable yourself or change your own roles; ask another administrator"),
  LAST_ADMINISTRATOR(
      409,
      "系统必须保留至少一位可用的管理员，本次修改未生效",
      "At least one administrator must remain; nothing was changed"),
  BEYOND_OWN_PERMISSIONS(
      403,
      "不能授予或管理超出您自己权限的内容（{permission}）",
      "You cannot give or manage more than you may do yourself ({permission})");

  private final int status;
  private final String zh;
  private final String en;

  IdentityProblem(int status, String zh, String en) {
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
