export default {
  board: {
    live: '实时',
    away: '断开，正在重连',
    inPark: '在园人数',
    admissions: '今日入园 {n}',
    peak: '最高 {n}',
    sold: '今日售票',
    orders: '{n} 单',
    money: '今日净收',
    refunded: '已退',
    hours: '每小时入园',
    types: '票种',
    gates: '闸机入园',
    last: '刚刚通行',
  },
};
