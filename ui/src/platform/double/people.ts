import type { ApprovalView, Book, Person, Start } from '../contract';
import { at } from './desk';
import type { Double, Handlers } from './double';
import { bad } from './double';
import { pinWrong } from './staff';

type Locked = Extract<Start, { kind: 'locked' }>;
type OfPeople = Pick<
  Handlers,
  | 'sign_in'
  | 'lock'
  | 'approvals'
  | 'ask_approval'
  | 'consider_approval'
  | 'give_approval'
  | 'refuse_approval'
  | 'withdraw_approval'
>;

/** Who the lock screen shows. */
export const doorOf = (people: readonly Person[], last: string): Locked['door'] =>
  people
    .filter(({ suspended }) => !suspended)
    .map(({ name, role }) => ({
      name,
      role,
      was_last: name === last,
      has_pin: true,
      tries_left: 5,
      waits_until: null,
    }));

/** A refund that the counter asks finance to approve. */
export const approvalOf = (more: Partial<ApprovalView> = {}): ApprovalView => ({
  id: '0000000a-0000-4000-8000-000000000000',
  stage: 'open',
  sentence: 'Refund SGD 80.00 of order SO-20445',
  rule: 'SGD 80.00 is above your limit of SGD 50.00 for a refund',
  said: {
    code: 'above-limit',
    verb: 'refund',
    amount: { currency: 'SGD', value: '8000' },
    most: { currency: 'SGD', value: '5000' },
  },
  asked_by: 'Priya Nair',
  asked_at: at(60_000),
  why: 'Goods came back',
  note: 'See the photograph',
  lapses_at: at(-4 * 3_600_000),
  answered_by: null,
  answered_at: null,
  reason: null,
  approvers: ['Daniel Okafor', 'Lena Hartmann'],
  for_me: false,
  mine: false,
  verb: 'Refund',
  order: null,
  reference: 'SO-20445',
  payment: null,
  amount: { currency: 'SGD', value: '8000' },
  account: null,
  fingerprint: null,
  despite_dispute: false,
  ...more,
});

/** The money of the payment that an approval is about, of which SGD 200.00 were taken, with so much of it refunded. */
function bookWith(refunded: bigint): Book {
  const sgd = (value: bigint) => ({ currency: 'SGD', value: String(value) });
  const [whole, none] = [sgd(20_000n), sgd(0n)];
  const available = sgd(20_000n - refunded);
  return { authorised: whole, taken: whole, refunded: sgd(refunded), pending: none, queued: none, available };
}

/** People, and what they ask each other to approve, as the double has them. */
export function peopleOf(double: Double): OfPeople {
  const known = (id: string): ApprovalView => {
    const found = double.approvals.find((approval) => approval.id === id);
    if (found === undefined) throw bad('approval', 'there is no such request', '');
    return found;
  };
  const end = (id: string, next: Partial<ApprovalView>): ApprovalView =>
    Object.assign(known(id), next, { for_me: false });
  return {
    sign_in: ({ name, pin }) => {
      const who = double.house.people.find((one) => one.name === name);
      if (who === undefined || double.house.pins.get(who.id) !== pin) throw pinWrong();
      double.begins = 'ready';
      double.lastHere = name;
      double.hello = { ...double.hello, operator: name, here: true };
      return who;
    },
    lock: ({ sealed, why }) => {
      double.begins = 'locked';
      double.since = { at: double.in(0), why: sealed ? 'sealed' : (why ?? 'person') };
      double.sealed = sealed;
      double.hello = { ...double.hello, operator: '', here: false };
      return null;
    },
    approvals: () => double.approvals,
    ask_approval: ({ token }) => {
      const asked = double.prepared.get(token);
      if (asked === undefined) throw bad('token', 'this confirmation was used already', 'Ask again.');
      double.prepared.delete(token);
      const approval = approvalOf({ mine: true, verb: asked.verb, amount: asked.sum, order: asked.order });
      double.approvals.push(approval);
      return approval;
    },
    consider_approval: ({ approval }) => {
      const { sentence, amount, verb } = known(approval);
      return {
        token: 'token-of-approval',
        verb: verb ?? 'Refund',
        order: '0000000b-0000-4000-8000-000000000000',
        reference: 'SO-20445',
        payment: '2026',
        amount: amount ?? { currency: 'SGD', value: '0' },
        sentence,
        consequence: 'Once it has left it cannot be called back.',
        before: bookWith(0n),
        after: bookWith(BigInt(amount?.value ?? 0)),
        not_before: double.in(60),
        stop_window_seconds: 60,
        advice: { right_now: 'neither', until: null, why: '' },
        version: 1,
      };
    },
    give_approval: ({ approval }) => end(approval, { stage: 'given' }),
    refuse_approval: ({ approval, reason }) => end(approval, { stage: 'refused', reason }),
    withdraw_approval: ({ approval }) => end(approval, { stage: 'withdrawn' }),
  };
}
