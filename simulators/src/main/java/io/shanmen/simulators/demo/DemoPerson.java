package io.shanmen.simulators.demo;

import java.util.List;

/**
 * Somebody who works at the demo park.
 *
 * @param signInName what the person types
 * @param name the person's name on slips
 * @param roleZh the Chinese name of the person's built-in role
 * @param roleEn its English name
 */
record DemoPerson(String signInName, String name, String roleZh, String roleEn) {

  static final DemoPerson ADMINISTRATOR = new DemoPerson("admin", "林静", "管理员", "Administrator");

  /** The people whom visitors of the demo may be. */
  static final List<DemoPerson> STAFF =
      List.of(
          new DemoPerson("cashier1", "王芳", "售票员", "Cashier"),
          new DemoPerson("cashier2", "李娜", "售票员", "Cashier"),
          new DemoPerson("cashier3", "赵敏", "售票员", "Cashier"),
          new DemoPerson("refund", "陈晓", "退票员", "Refund clerk"),
          new DemoPerson("supervisor", "周强", "值班长", "Supervisor"),
          new DemoPerson("gate", "吴磊", "检票员", "Gate staff"),
          new DemoPerson("finance", "孙丽", "财务", "Finance"),
          new DemoPerson("manager", "郑伟", "经理", "Manager"));

  /** Those whom the simulation plays while visitors come. */
  static final String ROBOT_SUPERVISOR = "robot.supervisor";

  static final List<DemoPerson> ROBOTS =
      List.of(
          new DemoPerson("robot.cashier2", "二号窗口（模拟）", "售票员", "Cashier"),
          new DemoPerson("robot.cashier3", "三号窗口（模拟）", "售票员", "Cashier"),
          new DemoPerson(ROBOT_SUPERVISOR, "值班长（模拟）", "值班长", "Supervisor"));
}
