import type { Attention, AttentionItem, AttentionKind, RowView } from '../contract';
import { at, NOW } from './shop';

/** The concern of an order, or of this computer where there is none. */
type Told = Partial<Omit<AttentionItem, 'id' | 'kind' | 'payments'>> & { payments?: AttentionItem['payments'] };

const READABLE: readonly AttentionKind[] = ['paid-twice-one-session', 'link-ending', 'late-payment', 'disputed'];

function concern(kind: AttentionKind, row: RowView | null, told: Told): AttentionItem {
  return {
    id: `${kind} ${row?.reference ?? 'here'}`,
    kind,
    order: row?.id ?? null,
    reference: row?.reference ?? null,
    payment: row?.method == null ? null : `20261125194010890100${row.reference.slice(3)}`,
    intent: null,
    verb: null,
    buyer: row?.buyer ?? null,
    amount: row?.amount ?? null,
    at: row?.opened_at ?? new Date(NOW).toISOString(),
    until: null,
    next_check_at: null,
    payments: [],
    instead: null,
    advice: '',
    readable: READABLE.includes(kind),
    snoozed_until: null,
    snoozed_because: null,
    ...told,
  };
}

/** The concerns of the pictures. */
export function castConcerns(rows: readonly RowView[]): Attention {
  const of = (reference: string): RowView => {
    const row = rows.find((one) => one.reference === reference);
    if (row === undefined) throw new Error(`no order is called ${reference}`);
    return row;
  };
  const paid = (reference: string, place: number, method: string, time: string, stays: boolean) => {
    const { amount } = of(reference);
    const [brand, last4] = method.includes(' ') ? method.split(' ') : [null, null];
    return {
      payment: place === 0 ? `20261125194010890099${reference.slice(3)}` : `20261125194010890100${reference.slice(3)}`,
      method: brand == null ? method : 'CARD',
      brand: brand ?? null,
      last4: last4 ?? null,
      amount,
      at: at(time),
      stays,
    };
  };
  const items = [
    concern('paid-twice-one-session', of('SO-20443'), {
      at: at('2026-11-25T09:33:42'),
      next_check_at: new Date(NOW + 26 * 60_000).toISOString(),
      payments: [
        paid('SO-20443', 0, 'Visa 2290', '2026-11-25T09:31:10', false),
        paid('SO-20443', 1, 'PAYNOW', '2026-11-25T09:33:42', true),
      ],
      advice: 'Do not refund: Antom keeps the last payment and returns the earlier one itself.',
    }),
    concern('paid-twice-two-requests', of('SO-20437'), {
      at: at('2026-11-25T08:40:19'),
      payments: [
        paid('SO-20437', 0, 'Visa 6655', '2026-11-24T14:15:02', true),
        paid('SO-20437', 1, 'ALIPAY_HK', '2026-11-25T08:40:19', false),
      ],
      advice: 'Refund the later payment.',
    }),
    concern('hold-ending', of('SO-20377'), { until: at('2026-11-25T16:30') }),
    concern('hold-ending', of('SO-20381'), { until: at('2026-11-26T09:48') }),
    concern('outcome-unknown', of('SO-20451'), {
      at: at('2026-11-25T10:58'),
      next_check_at: new Date(NOW + 12_000).toISOString(),
    }),
    concern('outcome-unknown', of('SO-20434'), {
      verb: 'Refund',
      intent: `intent-SO-20434-${at('2026-11-25T09:58')}`,
      amount: { currency: 'HKD', value: '36500' },
      at: at('2026-11-25T09:58'),
      next_check_at: new Date(NOW + 240_000).toISOString(),
    }),
    concern('link-ending', of('SO-20448'), { at: at('2026-11-25T10:11'), until: at('2026-11-25T11:11') }),
    concern('late-payment', of('SO-20424'), { at: at('2026-11-25T06:52') }),
    concern('backup-old', null, { at: at('2026-11-17T18:04') }),
  ];
  const snoozed = [
    concern('disputed', of('SO-20188'), {
      at: at('2026-11-24T12:10'),
      until: at('2026-12-01T23:59'),
      snoozed_until: at('2026-11-26T09:00'),
      snoozed_because: 'Proof of delivery comes from the courier on Thursday',
    }),
    concern('capture-missing', of('SO-20442'), {
      at: at('2026-11-25T08:03'),
      snoozed_until: at('2026-11-25T14:00'),
      snoozed_because: 'Asked Antom support, waiting for their mail',
    }),
  ];
  return {
    items,
    snoozed,
    away: {
      from: at('2026-11-24T18:30'),
      to: at('2026-11-25T08:55'),
      paid: 4,
      resolved: 1,
      lapsed: 0,
      refunded: 0,
    },
    next_deadline: { reference: 'SO-20393', at: at('2026-11-27T18:22') },
  };
}

/** One of every kind that the pictures leave out. */
export function moreConcerns(rows: readonly RowView[]): AttentionItem[] {
  const of = (reference: string): RowView | null => rows.find((one) => one.reference === reference) ?? null;
  return [
    concern('never-placed', of('SO-20427'), {
      verb: 'Refund',
      intent: 'intent-never-placed',
      amount: { currency: 'SGD', value: '4500' },
      at: at('2026-11-25T10:32'),
    }),
    concern('capture-missing', of('SO-20442'), { at: at('2026-11-25T08:03') }),
    concern('disputed', of('SO-20188'), { at: at('2026-11-24T12:10'), until: at('2026-12-01T23:59') }),
    concern('recovery-code', null, { at: at('2026-11-20T09:00') }),
    concern('clock-skew', null, {}),
    concern('key-missing', null, { at: at('2026-11-25T08:55') }),
    concern('history-broken', null, { advice: 'fact 4102 is not what its hash says. Restore a backup.' }),
    concern('backup-failed', null, { at: at('2026-11-25T08:57'), advice: 'No space is left. It is tried again.' }),
    concern('notifications-refused', null, { at: at('2026-11-25T09:12'), readable: true, advice: '7 were refused.' }),
  ];
}
