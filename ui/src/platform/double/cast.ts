import type { RowView } from '../contract';
import { amount, at, type Line, rowOf } from './shop';

/** Orders that only the pictures of the queues speak of. They stand beside the shop's, so that its counts stay. */
const LINES: readonly Line[] = [
  ['2026-11-24T12:40', 'paid', 'Marta Kowalska', 'SO-20434', 'ALIPAY_HK', 'HKD 1,460.00'],
  ['2025-11-20T15:10', 'paid', 'Marek Nowak', 'SO-18804', 'GRABPAY_SG', 'SGD 58.00'],
  ['2026-11-21T13:26', 'refunded', 'Hugo Blanc', 'SO-20401', 'Visa 3012', 'USD 86.00'],
  ['2026-11-18T10:05', 'part-refunded', 'Lin Tan', 'SO-20366', 'PAYNOW', 'SGD 199.00'],
  ['2026-11-17T16:48', 'refunded', 'Ji-woo Park', 'SO-20359', 'KAKAOPAY', 'KRW 58,000'],
  ['2026-11-16T09:31', 'refunded', 'Ida Nilsen', 'SO-20344', 'Visa 9081', 'HKD 1,340.00'],
  ['2026-11-15T18:02', 'cancelled', 'Omar Haddad', 'SO-20339', 'Amex 1003', 'USD 215.50'],
  ['2026-11-25T09:29', 'paid', 'Lea Hoffmann', 'SO-20443', 'PAYNOW', 'SGD 312.00', { badges: ['×2 paid'] }],
  ['2026-11-24T14:12', 'paid', 'Kwan Ho Yin', 'SO-20437', 'ALIPAY_HK', 'HKD 980.00', { badges: ['×2 paid'] }],
  [
    '2026-11-18T16:30',
    'authorised',
    'Jonas Weber',
    'SO-20377',
    'Visa 6120',
    'SGD 318.50',
    { hold_ends_at: at('2026-11-25T16:30') },
  ],
  [
    '2026-11-19T09:48',
    'authorised',
    'Aiko Tanaka',
    'SO-20381',
    'JCB 2204',
    'JPY 54,000',
    { hold_ends_at: at('2026-11-26T09:48') },
  ],
  [
    '2026-11-25T10:11',
    'waiting',
    'Bruno Keller',
    'SO-20448',
    '',
    'SGD 96.40',
    { live_until: at('2026-11-25T11:11'), shared: true },
  ],
  ['2026-11-23T11:20', 'paid', 'Elif Demir', 'SO-20424', 'GCASH', 'SGD 210.00'],
  ['2026-11-25T08:02', 'authorised', 'Sven Lindahl', 'SO-20442', 'Mastercard 2718', 'SGD 540.00'],
  ['2026-11-02T14:45', 'captured', 'Paula Santos', 'SO-20188', 'Visa 7146', 'USD 389.00', { badges: ['Disputed'] }],
  ['2026-11-24T19:15', 'captured', 'Yasmin Haddad', 'SO-20427', 'Visa 5521', 'SGD 128.00'],
];

/** Their ids lie beyond those of the shop. */
const FIRST = 900_000;

export function castRows(): RowView[] {
  return LINES.map((line, place) => {
    const row = rowOf(line, FIRST + place);
    return row.reference === 'SO-20366' ? { ...row, refunded: amount('SGD 119.90') } : row;
  });
}
