import { dayKey } from '@/time/zone';
import type {
  CommandError,
  Input,
  LimitsView,
  People,
  Person,
  PersonEdit,
  PolicyView,
  Right,
  RoleView,
  TrailEntry,
} from '../contract';
import { isCode, wrongCode } from './care';
import { at } from './desk';
import type { Double, Handlers } from './double';
import { bad } from './double';
import { ZONE } from './shop';

type OfStaff = Pick<
  Handlers,
  | 'people'
  | 'add_person'
  | 'change_person'
  | 'set_pin'
  | 'release_pin'
  | 'make_role'
  | 'remove_role'
  | 'set_policy'
  | 'trail'
  | 'export_trail'
>;

/** Who works here, as the double knows it. */
export interface House {
  people: Person[];
  /** By the id of the person. */
  pins: Map<string, string>;
  roles: RoleView[];
  policy: PolicyView;
  trail: TrailEntry[];
}

const ALL: readonly Right[] = [
  'requests',
  'contacts',
  'capture',
  'cancel',
  'refund',
  'override-block',
  'approve',
  'export',
  'keys',
  'people',
  'policy',
  'restore',
];
const NO_LIMITS: LimitsView = { capture: null, refund_each: null, refund_day: null };
const NOTHING: LimitsView = { capture: [], refund_each: [], refund_day: [] };

/** The roles that are shipped. */
const SHIPPED: readonly RoleView[] = [
  { name: 'shop', rights: ['requests', 'contacts', 'refund'], limits: NOTHING },
  {
    name: 'finance',
    rights: ['contacts', 'capture', 'cancel', 'refund', 'override-block', 'approve', 'export'],
    limits: NO_LIMITS,
  },
  { name: 'admin', rights: [...ALL], limits: NO_LIMITS },
];

const person = (name: string, role: string, number: number): Person =>
  dressed(SHIPPED, {
    id: `0000000${number}-0000-4000-8000-000000000000`,
    name,
    role,
    rights: [],
    limits: NO_LIMITS,
    own_limits: false,
    suspended: false,
    added_at: at(30 * 86_400_000),
    has_pin: true,
    waits_until: null,
  });

/** Somebody with the rights and limits of their role. */
function dressed(roles: readonly RoleView[], one: Person): Person {
  const role = roles.find(({ name }) => name === one.role);
  return {
    ...one,
    rights: one.suspended ? [] : [...(role?.rights ?? [])],
    limits: one.own_limits ? one.limits : (role?.limits ?? NOTHING),
  };
}

/** The people of the pictures, and the PIN that each of them has. */
export const STAFF: readonly Person[] = [
  person('Priya Nair', 'shop', 1),
  person('Daniel Okafor', 'finance', 2),
  person('Lena Hartmann', 'admin', 3),
  person('Tom Bakker', 'shop', 4),
];
export const PIN = '846201';

const act = (before: number, actor: string, kind: string, sentence: string, more: Partial<TrailEntry>): TrailEntry => ({
  at: at(before),
  actor,
  approver: null,
  kind,
  sentence,
  money: null,
  order: null,
  reference: null,
  head: `front-desk-2:${before}:0`,
  ...more,
});
const HOUR = 3_600_000;
const TRAIL: readonly TrailEntry[] = [
  act(20 * 24 * HOUR, 'Lena Hartmann', 'OperatorAdded', 'Added Tom Bakker as shop', {}),
  act(26 * HOUR, 'Priya Nair', 'OrderOpened', 'Opened for SGD 1,299.00', {
    money: { currency: 'SGD', value: '129900' },
    reference: 'SO-20401',
  }),
  act(2 * HOUR, 'Priya Nair', 'RefundRequested', 'Refund of SGD 80.00 asked for', {
    approver: 'Daniel Okafor',
    money: { currency: 'SGD', value: '8000' },
    reference: 'SO-20445',
  }),
];

export function houseOf(staffed: boolean): House {
  return {
    people: staffed ? [...STAFF] : [],
    pins: new Map(staffed ? STAFF.map(({ id }) => [id, PIN]) : []),
    roles: [...SHIPPED],
    policy: {
      capture: null,
      cancel: null,
      refund: null,
      promote: true,
      dispute: true,
      lapses_after_minutes: 240,
      reasons: [],
      lock_after_minutes: 3,
    },
    trail: staffed ? [...TRAIL] : [],
  };
}

const refused = (code: string, message: string, remedy: string): CommandError => ({
  code,
  class: 'refused',
  message,
  remedy,
});
export const pinWrong = (left = 4): CommandError => ({
  ...refused(
    'pin-wrong',
    `That PIN does not match. ${left} ${left === 1 ? 'try' : 'tries'} left.`,
    'Type it again; an admin can give a new one.',
  ),
  said: { code: 'pin-wrong', left },
});

/** Managing people, as the core's rules have it (`domain::people::manage`), as far as a window can tell the difference. */
export function staffOf(double: Double): OfStaff {
  const here = () =>
    double.house.people.find(({ name }) => double.hello.here && name === double.hello.operator) ?? null;
  const trail = ({ person: name, from, to }: Input<'trail'>): TrailEntry[] => {
    const day = (entry: TrailEntry) => dayKey(entry.at, ZONE);
    return double.house.trail.filter(
      (entry) =>
        (name === null || entry.actor === name || entry.approver === name) &&
        (from === null || day(entry) >= from) &&
        (to === null || day(entry) <= to),
    );
  };
  const all = (): People => ({
    people: double.house.people,
    here: here(),
    roles: double.house.roles,
    policy: double.house.policy,
  });
  const found = (name: string): Person => {
    const one = double.house.people.find((known) => known.name === name);
    if (one === undefined) throw refused('unknown-operator', 'there is nobody of that name here', '');
    return one;
  };
  const needs = (right: Right) => {
    if (double.house.people.length > 0 && !(here()?.rights.includes(right) ?? false)) {
      throw refused('not-allowed', `${double.hello.operator} may not do this`, 'Ask Lena Hartmann.');
    }
  };
  const covers = (rights: readonly Right[], whose: string) => {
    const more = rights.find((right) => !(here()?.rights.includes(right) ?? false));
    if (more === undefined) return;
    const reason = `${whose} holds or would hold the right to ${more}, which you do not`;
    throw refused('grants-more-than-held', reason, 'Ask Lena Hartmann.');
  };
  const freeName = (name: string, of: string | null) => {
    if (double.house.people.some((one) => one.name.toLowerCase() === name.toLowerCase() && one.id !== of)) {
      throw refused('name-taken', `somebody here is called ${name}, or was`, 'Add a letter or a second name.');
    }
  };
  const pinFits = (pin: string) => {
    if (!/^\d{6,}$/.test(pin)) throw bad('pin', 'a PIN has six digits or more', 'Choose one that is hard to guess.');
  };
  const roleOf = (name: string): RoleView => {
    const role = double.house.roles.find((one) => one.name === name);
    if (role === undefined) throw refused('role-unfit', `there is no role "${name}"`, 'Choose another.');
    return role;
  };
  const put = (next: Person): Person => {
    const staysAdmin = double.house.people.some(
      (one) =>
        one.role === 'admin' && !one.suspended && (one.id !== next.id || (next.role === 'admin' && !next.suspended)),
    );
    if (!staysAdmin)
      throw refused('last-admin', `${next.name} is the last admin`, 'Make somebody else an admin first.');
    const person = dressed(double.house.roles, next);
    double.house.people = double.house.people.map((one) => (one.id === next.id ? person : one));
    return person;
  };
  const first = (name: string, role: string, code: string | null): void => {
    if (code === null) throw refused('first-person-code', 'The first admin is made with the recovery code.', '');
    if (!isCode(code)) throw wrongCode();
    if (role !== 'admin') throw refused('role-unfit', 'the first person here is an admin', '');
    double.hello = { ...double.hello, operator: name, here: true };
  };
  const edited = (one: Person, change: PersonEdit): Person => {
    switch (change.kind) {
      case 'rename':
        freeName(change.name, one.id);
        if (here()?.id === one.id) double.hello = { ...double.hello, operator: change.name };
        return { ...one, name: change.name };
      case 'role':
        covers(roleOf(change.role).rights, one.name);
        return { ...one, role: change.role, own_limits: change.limits !== null, limits: change.limits ?? NOTHING };
      case 'suspend':
        if (change.reason.trim() === '') throw refused('reason-needed', 'a suspension is kept with its reason', '');
        return { ...one, suspended: true };
      case 'reinstate':
        return { ...one, suspended: false };
    }
  };
  return {
    people: all,
    add_person: ({ name, role, limits, pin, code }) => {
      needs('people');
      freeName(name, null);
      pinFits(pin);
      const isFirst = double.house.people.length === 0;
      if (isFirst) first(name, role, code);
      else covers(roleOf(role).rights, name);
      const id = `0000000${double.house.people.length + 1}-0000-4000-8000-000000000000`;
      const blank = { id, rights: [], suspended: false, added_at: double.in(0), has_pin: true, waits_until: null };
      const own = { own_limits: limits !== null, limits: limits ?? NOTHING };
      const added = dressed(double.house.roles, { ...blank, name, role, ...own });
      double.house.people = [...double.house.people, added];
      double.house.pins.set(id, pin);
      double.tell('changed', { orders: null });
      return added;
    },
    change_person: ({ name, change }) => {
      needs('people');
      const one = found(name);
      covers(roleOf(one.role).rights, one.name);
      return put(edited(one, change));
    },
    set_pin: ({ name, old, code, pin }) => {
      pinFits(pin);
      const one = found(name);
      if (old !== null && double.house.pins.get(one.id) !== old) throw pinWrong();
      if (old === null && code === null) {
        needs('people');
        covers(roleOf(one.role).rights, one.name);
      }
      double.house.pins.set(one.id, pin);
      return null;
    },
    release_pin: ({ name, code }) => {
      const one = found(name);
      if (code === null) needs('people');
      put({ ...one, waits_until: null });
      return null;
    },
    make_role: ({ role }) => {
      needs('people');
      if (SHIPPED.some(({ name }) => name === role.name)) {
        throw refused('role-unfit', `"${role.name}" is no name for a role of your own`, 'Choose another name.');
      }
      covers(role.rights, role.name);
      double.house.roles = [...double.house.roles.filter(({ name }) => name !== role.name), role];
      double.house.people = double.house.people.map((one) => dressed(double.house.roles, one));
      return all();
    },
    remove_role: ({ name }) => {
      needs('people');
      const holder = double.house.people.find((one) => one.role === name);
      if (holder !== undefined) {
        throw refused('role-unfit', `${holder.name} has the role ${name}`, 'Give them another role first.');
      }
      double.house.roles = double.house.roles.filter((one) => one.name !== name);
      return all();
    },
    set_policy: ({ policy }) => {
      needs('policy');
      if (policy.lapses_after_minutes < 1 || policy.lapses_after_minutes > 10_080) {
        const rule = 'a request for approval waits from one minute to seven days';
        throw refused('time-out-of-range', rule, 'Choose a time in between.');
      }
      if (policy.lock_after_minutes < 1 || policy.lock_after_minutes > 60) {
        const rule = 'a window locks after one minute to an hour in which nobody touches it';
        throw { ...refused('time-out-of-range', rule, 'Choose a time in between.'), said: { code: 'lock-range' } };
      }
      double.house.policy = policy;
      double.hello = { ...double.hello, lock_after_minutes: policy.lock_after_minutes };
      double.tell('changed', { orders: null });
      return all();
    },
    trail,
    export_trail: (asked) => ({
      path: '/media/priya/vault/countersign-trail.jsonl',
      facts: trail(asked).length,
      head: 'front-desk-2:4711:9f2c',
    }),
  };
}
