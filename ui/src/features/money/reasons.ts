import type { Say, WordKey } from '@/words/words';

/** Longest reason: what Antom takes as `refundReason` (api.md section 3.5). */
export const LONGEST_REASON = 256;

/** The usual reasons: what is shown, and what is recorded and told to Antom, in one language whoever looks at it. */
const REASONS = {
  item: ['money.reason.item', 'Problem with an item'],
  returned: ['money.reason.returned', 'Goods came back'],
  undelivered: ['money.reason.undelivered', 'Not delivered'],
  'changed-mind': ['money.reason.changed-mind', 'Buyer changed their mind'],
  overcharged: ['money.reason.overcharged', 'Charged too much'],
  'paid-twice': ['money.reason.paid-twice', 'Paid twice'],
  goodwill: ['money.reason.goodwill', 'Goodwill'],
  other: ['money.reason.other', ''],
} as const satisfies Record<string, readonly [WordKey, string]>;

export type ReasonId = keyof typeof REASONS;

export const REASON_IDS = Object.keys(REASONS) as readonly ReasonId[];

export function reasonWord(id: ReasonId, say: Say): string {
  return say(REASONS[id][0]);
}

/** The reason that is kept: the usual one with the note behind it, or either alone; none where neither was given. */
export function recorded(id: ReasonId | null, note: string): string | null {
  const usual = id === null ? '' : REASONS[id][1];
  const parts = [usual, note.trim()].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(': ');
}

/** How much room a reason leaves for the note. */
export function roomFor(id: ReasonId | null): number {
  const usual = id === null ? '' : REASONS[id][1];
  return LONGEST_REASON - (usual === '' ? 0 : usual.length + 2);
}

/** A reason that was kept, with its usual part in the language of the window. */
export function reasonShown(reason: string, say: Say): string {
  for (const id of REASON_IDS) {
    const usual = REASONS[id][1];
    if (usual !== '' && (reason === usual || reason.startsWith(`${usual}: `))) {
      return reasonWord(id, say) + reason.slice(usual.length);
    }
  }
  return reason;
}

/** Whether Antom can be told a reason: only letters, digits and signs that every method takes. */
export function isPlain(reason: string): boolean {
  return /^[ -~]*$/.test(reason);
}
