import type { Considered, EditDraft, MethodView, PartView, ProfileView } from '../contract';
import { bad, type Double, type Handlers } from './double';

type Answered = 'methods' | 'consider_correction' | 'correct_method' | 'consult';

const CARD: ProfileView = {
  authorises_first: true,
  refundable: true,
  partial_refunds: true,
  multiple_refunds: true,
  cancel: 'seven-days-uncaptured',
  refund_days: 365,
  refunds_at_once: false,
  slow_days: null,
  step: { currency: 'SGD', value: '1' },
  minimum: { currency: 'SGD', value: '1' },
};
const GRAB: ProfileView = {
  ...CARD,
  authorises_first: false,
  cancel: 'next-day',
  refunds_at_once: true,
};

/** Ways to pay as the core knows and corrects them, as far as the tests of the window need it. */
export function waysOf(double: Double): Pick<Handlers, Answered> {
  const known: MethodView[] = [viewOf('CARD', 'Card', CARD), viewOf('GRABPAY_SG', 'GrabPay', GRAB)];
  const find = (edit: EditDraft) => known.find(({ method }) => method === edit.method) ?? known[0];
  const consider = (edit: EditDraft): Considered => {
    const method = find(edit);
    if (method === undefined) throw bad('method', 'unknown', '');
    if (edit.refund_days !== null && !/^\d+$/.test(edit.refund_days)) {
      throw bad('refund_days', 'this is not a number of days that can be', 'Give a whole number from 1 to 3650.');
    }
    if (edit.reason.trim() === '') {
      throw { ...bad('reason', 'a correction needs a reason', 'Write why.'), code: 'reason-needed', field: null };
    }
    const differences = KEYS.flatMap(([aspect, key]) => {
      const next = edit[key];
      if (next === null || next === method.stands[key]) return [];
      const direction = next === false ? ('restricts' as const) : ('loosens' as const);
      return [{ aspect, direction, before: '', after: '', guide: '' }];
    });
    const loosens = differences.some(({ direction }) => direction === 'loosens');
    return { method: method.method, currency: 'SGD', sentence: '', differences, loosens, mark: 'feed00112233' };
  };
  return {
    methods: () => known,
    consider_correction: ({ edit }) => consider(edit),
    correct_method: ({ edit, shown }) => {
      const { loosens, mark } = consider(edit);
      if (loosens && shown !== mark) throw { ...bad('', '', ''), code: 'guide-not-shown' };
      const method = find(edit);
      if (method === undefined) throw bad('method', 'unknown', '');
      for (const [, key] of KEYS) if (edit[key] !== null) method.stands = { ...method.stands, [key]: edit[key] };
      method.parts = partsOf(method.stands, method.guide);
      const { reason } = edit;
      method.edits.push({ at: double.iso(), by: double.hello.operator, reason, guide_shown: [], takes_back: false });
      return method;
    },
    consult: ({ account, amount, region }) => ({
      account,
      amount,
      region,
      at: double.iso(),
      options: [
        {
          method: 'CARD',
          name: 'Card',
          logo: null,
          enabled: true,
          disabled_because: null,
          category: 'CARD',
          preferred: false,
          least: { currency: amount.currency, value: '100' },
          most: null,
          brands: ['VISA', 'MASTERCARD'],
          instalments: [],
        },
        {
          method: 'GRABPAY_SG',
          name: null,
          logo: null,
          enabled: false,
          disabled_because: 'PAYMENT_METHOD_NOT_SUPPORTED',
          category: 'WALLET',
          preferred: false,
          least: null,
          most: null,
          brands: [],
          instalments: [],
        },
      ],
    }),
  };
}

const KEYS = [
  ['refundable', 'refundable'],
  ['partial-refunds', 'partial_refunds'],
  ['multiple-refunds', 'multiple_refunds'],
] as const;

function viewOf(method: string, label: string, guide: ProfileView): MethodView {
  const stands = { ...guide };
  return { method, label, currencies: [], currency: 'SGD', stands, guide, parts: partsOf(stands, guide), edits: [] };
}

function partsOf(stands: ProfileView, guide: ProfileView): PartView[] {
  return KEYS.map(([part, key]) => ({ part, stands: '', guide: '', corrected: stands[key] !== guide[key] }));
}
