import type { Move, Verb } from '@/platform/contract';

/** Where a move stands in the list: it needs a person, waits here, is with Antom, or is done. */
export type Section = 'person' | 'outbox' | 'antom';

/** What is shown, and of it only these verbs and currencies; all where a list is empty. */
export interface Filter {
  show: 'all' | 'outbox' | 'checking' | 'done';
  verbs: readonly Verb[];
  currencies: readonly string[];
}

export const EVERYTHING: Filter = { show: 'all', verbs: [], currencies: [] };

const SECTIONS: readonly Section[] = ['person', 'outbox', 'antom'];
/** What this list keeps when it is done. Captures have a screen of their own and are here only while they wait. */
const KEPT: readonly Verb[] = ['Refund', 'Cancel'];

const SHOWN: Record<Filter['show'], readonly Section[]> = {
  all: SECTIONS,
  outbox: ['person', 'outbox'],
  checking: ['antom'],
  done: [],
};

function sectionOf({ stage }: Move): Section {
  if (stage === 'never-placed') return 'person';
  return stage === 'queued' || stage === 'released' ? 'outbox' : 'antom';
}

/** Open moves that pass the verbs and the currencies, each in its section. */
export function sort(moves: readonly Move[], filter: Filter): Record<Section, readonly Move[]> {
  const passing = moves.filter(
    (move) =>
      (filter.verbs.length === 0 || filter.verbs.includes(move.verb)) &&
      (filter.currencies.length === 0 || filter.currencies.includes(move.amount.currency)) &&
      (KEPT.includes(move.verb) || sectionOf(move) !== 'antom'),
  );
  const of = (section: Section) => passing.filter((move) => sectionOf(move) === section);
  return { person: of('person'), outbox: of('outbox'), antom: of('antom') };
}

/** The sections that are shown and have something in them, in the order of the list. */
export function shownSections(
  sorted: Record<Section, readonly Move[]>,
  show: Filter['show'],
): { section: Section; moves: readonly Move[] }[] {
  return SHOWN[show].flatMap((section) => (sorted[section].length === 0 ? [] : [{ section, moves: sorted[section] }]));
}

/** The verbs asked for among what is done; null where none of them is kept here. */
export function doneVerbs(filter: Filter): Verb[] | null {
  const verbs = KEPT.filter((verb) => filter.verbs.length === 0 || filter.verbs.includes(verb));
  return verbs.length === 0 ? null : verbs;
}

/** Whether what is done is in sight. */
export function showsDone(filter: Filter): boolean {
  return filter.show === 'all' || filter.show === 'done';
}

/** The intent that Ctrl Z stops: the newest that waits, by the order in which the core keeps them. */
export function newestWaiting(moves: readonly Move[]): Move | null {
  const waiting = moves.filter(({ stage }) => stage === 'queued');
  const at = ({ requested_at }: Move) => Date.parse(requested_at);
  return waiting.sort((one, other) => at(one) - at(other) || (one.id < other.id ? -1 : 1)).at(-1) ?? null;
}
