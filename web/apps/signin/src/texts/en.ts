import type zh from './zh-CN';

const en: typeof zh = {
  signIn: { title: 'Sign in', operator: 'Staff name', go: 'Sign in' },
  home: {
    hello: 'Hello, {name}',
    nothing: 'No screen has been given to you yet',
    for: {
      window: 'Sell tickets, park carts, close the shift',
      refund: 'Request, approve and pay refunds',
      duty: 'Floats, drops, differences, shifts',
      console: 'Ticket types, gates, people, audit',
      reports: 'Day to year: sales, refunds, visitors',
      board: 'Visitors in the park, sales and gates',
    },
  },
  setup: {
    title: 'Set up the park',
    lead: 'First start: give the park a name and an administrator. This computer is approved at once.',
    code: 'Setup code',
    codeHelp: 'The setup code is shown where the server was started. It works once.',
    parkNameZh: 'Park name (Chinese)',
    parkNameEn: 'Park name (English)',
    operator: 'Administrator’s staff name',
    operatorName: 'Administrator’s full name',
    go: 'Set up',
  },
  terminal: {
    name: 'Computer’s name',
    nameExample: 'For example: South gate, window 1',
    askTitle: 'This computer is not approved yet',
    askLead:
      'Give it a name and ask; an administrator approves it in the console, then you can sign in.',
    ask: 'Ask for approval',
    askAnew: 'Ask anew',
    waitingTitle: 'Waiting for an administrator',
    waitingLead:
      'The administrator compares this pairing code under “Computers and gates” in the console and approves if it is the same. This page then goes on by itself.',
    waiting: 'Waiting',
    pairingCode: 'Pairing code',
  },
  notice: {
    insecure: 'Please open the secure address',
    insecureHelp:
      'This computer’s key works on HTTPS or localhost only. Use the address that begins with https:// and install the park’s certificate.',
    refused: 'The administrator did not approve this computer',
    refusedHelp: 'Ask the administrator first, then ask for approval anew.',
    revoked: 'This computer has been revoked',
    revokedHelp: 'An administrator took its approval back. To use it again, ask anew.',
  },
  secrets: {
    title: 'Password and PIN',
    lead: 'The password signs you in; the PIN approves on the spot at somebody else’s computer.',
    pin: 'PIN of 6 digits',
    pinFirst: 'Set a PIN',
    pinAgain: 'Change the PIN',
    pinLead:
      'To approve a refund or a difference, type your staff name and PIN at a colleague’s computer.',
    pinDone: 'The PIN is set',
    passwordDone: 'The password is changed',
  },
  password: {
    ownTitle: 'Change the password',
    ownLead: 'At least {n} characters; no birthday, telephone number or staff name.',
    ownGo: 'Change',
    title: 'Choose a password of your own',
    lead: 'The present one was chosen by an administrator. Choose one that only you know, of at least {n} characters.',
    old: 'Present password',
    new: 'New password',
    repeat: 'Once more',
    tooShort: 'At least {n} characters',
    differs: 'The two are not the same',
    go: 'Change and go on',
  },
};

export default en;
