import type { Say, WordKey } from './words';

/** Facts that belong to no order, in words; the core's own sentence stands beside them where it says more. */
export const HOUSE_FACTS = {
  AccountAdded: 'people.fact.account-added',
  AccountChanged: 'people.fact.account-changed',
  AccountRemoved: 'people.fact.account-removed',
  BackupMade: 'people.fact.backup',
  KeyAdded: 'people.fact.key-added',
  KeyPromoted: 'people.fact.key-promoted',
  KeyProved: 'people.fact.key-proved',
  KeyRetired: 'people.fact.key-retired',
  LedgerRestored: 'people.fact.restored',
  MethodProfileChanged: 'people.fact.method',
  OperatorAdded: 'people.fact.added',
  OperatorChanged: 'people.fact.changed',
  OperatorLockedOut: 'people.fact.locked-out',
  OperatorPinSet: 'people.fact.pin',
  OperatorReleased: 'people.fact.released',
  PolicyChanged: 'people.fact.policy',
  RecoveryCodeRenewed: 'people.fact.code',
  RoleChanged: 'people.fact.role',
  RoleRemoved: 'people.fact.role-removed',
  SettingChanged: 'people.fact.setting',
} as const satisfies Readonly<Record<string, WordKey>>;

const isOfHouse = (kind: string): kind is keyof typeof HOUSE_FACTS => Object.hasOwn(HOUSE_FACTS, kind);

/** What a fact of the house says; none for a fact of an order. */
export function houseFact(kind: string, say: Say): string | null {
  return isOfHouse(kind) ? say(HOUSE_FACTS[kind]) : null;
}
