import { EXPONENTS } from '@/money/currencies';
import { dayKey, shiftDay } from '@/time/zone';
import type { Money, RowView, State } from '../contract';

/** The moment that the pictures of the design share: Wed 25 Nov 2026, 11:05 in Singapore. */
export const NOW = Date.parse('2026-11-25T03:05:00Z');
export const ZONE = 'Asia/Singapore';

const WORDS: Record<State, string> = {
  draft: 'Draft',
  waiting: 'Waiting for payment',
  paid: 'Paid',
  authorised: 'Authorised',
  captured: 'Captured',
  'part-refunded': 'Part-refunded',
  refunded: 'Refunded',
  cancelled: 'Cancelled',
  expired: 'Expired',
  failed: 'Failed',
  checking: 'Checking with Antom',
};

export const wordOf = (state: State): string => WORDS[state];

/** `SGD 1,299.00` as an amount. */
export function amount(text: string): Money {
  const [currency = '', figure = ''] = text.split(' ');
  const [whole = '', decimals = ''] = figure.replaceAll(',', '').split('.');
  return { currency, value: whole + decimals.padEnd(EXPONENTS[currency] ?? 2, '0') };
}

export const nothingOf = (currency: string): Money => ({ currency, value: '0' });

/** A quarter past midnight of the day after, when most methods can no longer be cancelled. */
export function quarterPastMidnightAfter(moment: string): string {
  return at(`${shiftDay(dayKey(moment, ZONE), 1)}T00:15`);
}

/** A local time of the store as a moment. */
export const at = (local: string): string => new Date(`${local}+08:00`).toISOString();

/** Time, state, buyer, order, method, amount; what else a state has stands at the end. */
export type Line = readonly [string, State, string, string, string, string, Partial<RowView>?];

const LINES: readonly Line[] = [
  [
    '2026-11-25T11:01',
    'waiting',
    'Hana Sato',
    'SO-20452',
    '',
    'SGD 1,186.50',
    { live_until: at('2026-11-25T12:01:30'), shared: true },
  ],
  ['2026-11-25T10:58', 'checking', 'Tomás Rivera', 'SO-20451', 'Visa 1881', 'USD 412.00'],
  [
    '2026-11-25T10:41',
    'authorised',
    'Mei Wong',
    'SO-20450',
    'Visa 4417',
    'SGD 1,299.00',
    { hold_ends_at: at('2026-12-02T10:41') },
  ],
  ['2026-11-25T10:19', 'paid', 'Arif Santoso', 'SO-20449', 'DANA', 'IDR 4,250,000.00'],
  ['2026-11-25T10:02', 'captured', 'Inès Moreau', 'SO-20447', 'Mastercard 0925', 'HKD 3,280.00'],
  ['2026-11-25T09:47', 'failed', 'Noah Fischer', 'SO-20446', 'Visa 7730', 'SGD 248.00', { trouble: 'DO_NOT_HONOR' }],
  ['2026-11-25T09:12', 'paid', 'Clara Lindqvist', 'SO-20445', 'GRABPAY_SG', 'SGD 640.00'],
  [
    '2026-11-24T17:36',
    'authorised',
    'Yuto Mori',
    'SO-20441',
    'JCB 3358',
    'JPY 148,000',
    { hold_ends_at: at('2026-12-01T17:36') },
  ],
  [
    '2026-11-24T16:20',
    'part-refunded',
    'Amara Diallo',
    'SO-20440',
    'ALIPAY_HK',
    'HKD 1,880.00',
    { refunded: amount('HKD 440.00') },
  ],
  ['2026-11-24T15:04', 'paid', 'Ji-woo Park', 'SO-20438', 'KAKAOPAY', 'KRW 58,000'],
  ['2026-11-24T13:51', 'expired', 'Leo Martins', 'SO-20436', '', 'SGD 96.00'],
  ['2026-11-24T11:28', 'captured', 'Farah Aziz', 'SO-20433', 'Amex 1009', 'USD 1,120.00'],
  ['2026-11-24T10:15', 'cancelled', 'Owen Clarke', 'SO-20432', 'GRABPAY_SG', 'SGD 415.00'],
  [
    '2026-11-23T20:05',
    'authorised',
    'Chloé Martin',
    'SO-20428',
    'Mastercard 6634',
    'SGD 1,771.50',
    { hold_ends_at: at('2026-11-30T20:05') },
  ],
  [
    '2026-11-23T16:42',
    'authorised',
    'Ethan Lim',
    'SO-20427',
    'Visa 3306',
    'SGD 486.00',
    { hold_ends_at: at('2026-11-30T16:42') },
  ],
  [
    '2026-11-21T10:11',
    'authorised',
    'Emma Johansson',
    'SO-20398',
    'Visa 9914',
    'HKD 2,420.00',
    { hold_ends_at: at('2026-11-28T10:11') },
  ],
  [
    '2026-11-20T18:22',
    'authorised',
    'Ravi Menon',
    'SO-20393',
    'Amex 1007',
    'HKD 5,420.00',
    { hold_ends_at: at('2026-11-27T18:22') },
  ],
  [
    '2026-11-20T16:10',
    'refunded',
    'Sofia Rossi',
    'SO-20392',
    'ALIPAY_HK',
    'HKD 760.00',
    { refunded: amount('HKD 760.00') },
  ],
  [
    '2026-11-20T14:05',
    'authorised',
    'Nadia Rahman',
    'SO-20391',
    'Visa 4530',
    'SGD 435.50',
    { hold_ends_at: at('2026-11-27T14:05') },
  ],
  ['2026-11-20T12:07', 'captured', 'Minho Kang', 'SO-20390', 'Mastercard 5106', 'KRW 231,000'],
  ['2026-11-20T09:55', 'paid', 'Grace Okoro', 'SO-20388', 'PAYNOW', 'SGD 72.40'],
  [
    '2026-11-19T20:30',
    'authorised',
    'Lucas Pereira',
    'SO-20384',
    'Mastercard 2207',
    'USD 680.00',
    { hold_ends_at: at('2026-11-26T19:20'), badges: ['Disputed'] },
  ],
  [
    '2026-11-19T20:20',
    'authorised',
    'Aiko Tanaka',
    'SO-20381',
    'JCB 8812',
    'JPY 54,000',
    { hold_ends_at: at('2026-11-26T09:48') },
  ],
  [
    '2026-11-19T20:10',
    'authorised',
    'Jonas Weber',
    'SO-20377',
    'Visa 6021',
    'SGD 318.50',
    { hold_ends_at: at('2026-11-25T16:30') },
  ],
];

const GOODS = [
  "Offshore jacket, women's M, storm grey",
  'Deck boots, 42',
  'Merino base layer, two pieces',
  'Dry bag, 40 l',
  'Sailing gloves and cap',
];

const ORDERS = 1204;
const PEOPLE = [
  'Tan Wei Ming',
  '陈美玲',
  'Lucas Meyer',
  'Aisha Khan',
  '王芳',
  'Emma Larsen',
  'Diego Ruiz',
  'Priscilla Ho',
];
/** States of the older orders, so that the counts are those of the pictures. */
const OLDER: readonly (readonly [State, number])[] = [
  ['waiting', 8],
  ['checking', 1],
  ['part-refunded', 17],
  ['refunded', 12],
];

export function rowOf([local, state, buyer, reference, method, sum, more]: Line, place: number): RowView {
  const total = amount(sum);
  const [brand, last4] = method.includes(' ') ? method.split(' ') : [null, null];
  const isTaken = state === 'paid' || state === 'captured' || state === 'part-refunded' || state === 'refunded';
  return {
    id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    reference,
    description: GOODS[place === 2 ? 0 : place % GOODS.length] ?? '',
    buyer,
    amount: total,
    state,
    word: wordOf(state),
    method: method === '' ? null : brand == null ? method : 'CARD',
    last4: last4 ?? null,
    brand: brand ?? null,
    opened_at: at(local),
    moved_at: at(local),
    captured: isTaken ? total : nothingOf(total.currency),
    refunded: nothingOf(total.currency),
    live_until: null,
    hold_ends_at: null,
    created_by: 'Priya Nair',
    badges: [],
    trouble: null,
    shared: false,
    ...more,
  };
}

/** Orders before those of the pictures, evenly over the first weeks of the month. */
function older(place: number): RowView {
  const age = place - LINES.length;
  let rest = age;
  let state: State = age % 5 === 0 ? 'captured' : 'paid';
  for (const [one, count] of OLDER) {
    if (rest >= 0 && rest < count) state = one;
    rest -= count;
  }
  const minutes = age * 21;
  const opened = new Date(Date.parse(at('2026-11-19T20:00')) - minutes * 60_000);
  const sum = `SGD ${60 + ((age * 37) % 900)}.${String((age * 7) % 100).padStart(2, '0')}`;
  const line: Line = [
    '2026-11-19T12:00',
    state,
    // Mei Wong bought three times before.
    [60, 200, 500].includes(age) ? 'Mei Wong' : (PEOPLE[age % PEOPLE.length] ?? ''),
    `SO-${20376 - age}`,
    'GRABPAY_SG',
    sum,
  ];
  const made = rowOf(line, place);
  const card = state === 'captured' || state === 'checking';
  return {
    ...made,
    opened_at: opened.toISOString(),
    moved_at: opened.toISOString(),
    ...(card ? { method: 'CARD', brand: 'Visa', last4: String(1000 + ((age * 131) % 9000)) } : {}),
    ...(state === 'waiting' ? { method: null } : {}),
    ...(state === 'refunded' ? { refunded: made.amount } : {}),
    ...(state === 'part-refunded' ? { refunded: amount('SGD 20.00') } : {}),
  };
}

/** The sample shop: 1,204 orders of a month, newest first. */
export function rows(): RowView[] {
  return Array.from({ length: ORDERS }, (_, place) => {
    const line = LINES[place];
    return line === undefined ? older(place) : rowOf(line, place);
  });
}

/** The buyer's contacts, made up from the name as the pictures do. */
export function contactsOf(row: RowView): { email: string; phone: string } {
  const [first = '', last = ''] = (row.buyer ?? '')
    .normalize('NFD')
    .replace(/[^\p{L} -]/gu, '')
    .split(' ');
  return { email: `${first.charAt(0).toLowerCase()}.${last.toLowerCase()}@example.com`, phone: '+1 202 555 0142' };
}
