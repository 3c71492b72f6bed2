import type zh from './zh-CN';

const en: typeof zh = {
  cash: {
    count: {
      face: 'Face value',
      count: 'How many',
      howMany: 'How many of {face}',
      total: 'Total',
      next: 'next face value',
    },
    idle: {
      title: 'No shift is open',
      help: 'Ask for a float: the supervisor issues it, you count it, and the shift opens.',
      request: 'Ask for a float',
    },
    requested: {
      title: 'Float asked for',
      help: 'The supervisor issues it at the duty desk; this page then goes on by itself.',
      wait: 'Waiting for the supervisor',
      withdraw: 'Withdraw',
    },
    issued: {
      title: 'Count the float',
      help: 'Issued by {name}. Count it by face value; the shift opens only if it is what was issued.',
      open: 'Counted: open the shift',
    },
    work: {
      opened: 'Opened {time}, business day {day}',
      dropDue: 'The drawer holds more than its limit: make a drop first',
    },
    drop: {
      begin: 'Drop cash',
      help: 'Count out the cash, print the slip; it leaves the drawer when the receiver confirms.',
      offer: 'Print the slip',
      slip: 'Drop no. {no}',
      parts: 'Two parts: one with the cash, one stays',
      signReceiver: 'Received by',
      OFFERED: 'to be received',
      receivedBy: 'received by {name}',
      CANCELLED: 'put back',
      cancel: 'Put back',
    },
    move: {
      begin: 'Pay in or out',
      in: 'Into the drawer',
      out: 'Out of the drawer',
      reason: 'What for, such as small change',
      done: 'Booked',
    },
    close: {
      begin: 'Close the shift',
      title: 'Count the drawer',
      help: 'Count all cash in the drawer by face value, without looking at the books. Two submissions at most.',
      again: 'It does not agree with the books. Count once more; this is the last time.',
      submit: 'Submit ({n} left)',
      resume: 'Not yet: go on selling',
      done: 'The shift is closed',
      doneHelp: 'Z report made',
      print: 'Print the Z report',
      finish: 'Done',
    },
    accept: {
      title: 'The difference waits to be accepted',
      short: 'Short',
      over: 'Over',
      help: 'The shift is closed once somebody at the duty desk has written why and accepted it.',
    },
    band: {
      AUTOMATIC: 'Nobody needs to look',
      SUPERVISOR: 'A supervisor accepts',
      MANAGER: 'A manager accepts',
      INCIDENT: 'An incident is open; a manager accepts',
    },
    report: {
      x: 'X report (so far)',
      z: 'Z report no. {no}',
      operator: 'Cashier',
      day: 'Business day',
      opened: 'Opened',
      closed: 'Closed',
      expected: 'Expected cash',
      counted: 'Counted cash',
      overShort: 'Over / short',
      acceptedBy: 'Accepted by',
      printed: 'Printed {time}',
      signCashier: 'Cashier',
      signDuty: 'Supervisor',
    },
  },
};

export default en;
