import type { AccountEvent, KeyView } from '@/platform/contract';

/** Add, Prove, Promote, Retire: where a change of keys stands. */
export interface Rotation {
  /** The key that signs now. */
  inUse: KeyView;
  /** The key that is to sign, or signs already. */
  next: KeyView;
  /** The key that is to go, where the account has one besides. */
  old: KeyView;
  /** The step to be taken, counted from 0. */
  at: 1 | 2 | 3;
}

/** How long the old key is kept after the new one signs, in days: time enough to take it back. */
export const KEPT_DAYS = 14;

export function keyInUse(keys: readonly KeyView[]): KeyView | null {
  return keys.find(({ stage }) => stage === 'inuse') ?? null;
}

/** The change of keys that is under way; none where only one key is alive. */
export function rotationOf(keys: readonly KeyView[]): Rotation | null {
  const inUse = keyInUse(keys);
  if (inUse === null) return null;
  const others = keys.filter((key) => key.stage === 'added' || key.stage === 'proved');
  const coming = others.filter((key) => key.stage === 'added' || key.version > inUse.version).at(-1);
  if (coming !== undefined) return { inUse, next: coming, old: inUse, at: coming.stage === 'added' ? 1 : 2 };
  const old = others.at(-1);
  return old === undefined ? null : { inUse, next: inUse, old, at: 3 };
}

/** The version a new key would have: one more than every version there was. */
export function nextVersion(keys: readonly KeyView[]): number {
  return Math.max(0, ...keys.map(({ version }) => version)) + 1;
}

/** When something last happened to a key. */
export function whenOf(
  history: readonly AccountEvent[],
  kind: AccountEvent['kind'],
  fingerprint: string,
): AccountEvent['at'] | null {
  const found = history.filter((event) => event.kind === kind && event.fingerprint === fingerprint);
  return found.reduce<string | null>((latest, { at }) => (latest === null || at > latest ? at : latest), null);
}
