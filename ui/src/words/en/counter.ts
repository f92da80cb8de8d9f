export const counter = {
  'counter.label': 'At the counter',
  'counter.take': 'Take payment at the counter',
  'counter.again': 'Open the counter again',
  'counter.opening': 'Opening the counter…',
  'counter.open': 'The counter is open; it can be paid until {time}.',
  'counter.paid': 'Antom says that it was paid.',
  'counter.over': 'The session is over, and Antom knows of no payment.',
  'counter.left': 'The counter was closed. Antom is asked on.',
  'counter.next': 'The buyer can pay at the counter until {when}, {left}.',
  'counter.silence': 'Antom did not answer just now; it is asked again.',
} as const;
