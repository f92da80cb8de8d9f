export const counter = {
  'counter.label': 'At the counter',
  'counter.take': 'Take payment at the counter',
  'counter.take.amount': 'Take {amount} at the counter',
  'counter.again': 'Open the counter again',
  'counter.opening': 'Opening the counter…',
  'counter.elsewhere': 'The buyer is led to a page of {host}',
  'counter.elsewhere.unnamed': 'The buyer is led to a page of a bank or wallet',
  'counter.elsewhere.why':
    "The counter shows Antom's pages only: nobody should type a bank's or wallet's password on a shop's computer.",
  'counter.elsewhere.page': 'Let the buyer go on with their own phone, by the link or its code.',
  'counter.elsewhere.one':
    'Let the buyer go on with their own phone: choose Checkout session under “How it is paid”, and replace this request.',
  'counter.elsewhere.make': 'Make a link of it',
  'counter.open': 'The counter is open; it can be paid until {time}.',
  'counter.paid': 'Antom says that it was paid.',
  'counter.over': 'The session is over, and Antom knows of no payment.',
  'counter.left': 'The counter was closed. Antom is asked on.',
  'counter.next': 'The buyer can pay at the counter until {when}, {left}.',
  'counter.silence': 'Antom did not answer just now; it is asked again.',
} as const;
