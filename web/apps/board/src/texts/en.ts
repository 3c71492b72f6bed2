import type zh from './zh-CN';

const en: typeof zh = {
  board: {
    live: 'Live',
    away: 'Lost, reconnecting',
    inPark: 'In the park',
    admissions: '{n} admitted today',
    peak: 'peak {n}',
    sold: 'Tickets sold today',
    orders: '{n} orders',
    money: 'Net takings today',
    refunded: 'Refunded',
    hours: 'Admissions by the hour',
    types: 'Ticket types',
    gates: 'Admissions by gate',
    last: 'Just passed',
  },
};

export default en;
