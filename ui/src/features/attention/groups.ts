import {
  IconAlertTriangle,
  IconClock,
  IconCopyCheck,
  IconDeviceDesktop,
  IconHourglassEmpty,
  IconProgressHelp,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { Tone } from '@/parts/state';
import type { AttentionItem, AttentionKind } from '@/platform/contract';
import type { WordKey } from '@/words/words';

/** What the things of a group need, and how they are drawn. */
export interface Group {
  word: WordKey & `attention.group.${string}`;
  icon: TablerIcon;
  tone: Tone;
  kinds: readonly AttentionKind[];
}

/** The groups, the most pressing first. */
const GROUPS: readonly Group[] = [
  {
    word: 'attention.group.double',
    icon: IconCopyCheck,
    tone: 'failed',
    kinds: ['paid-twice-one-session', 'paid-twice-two-requests'],
  },
  {
    word: 'attention.group.holds',
    icon: IconHourglassEmpty,
    tone: 'authorised',
    kinds: ['capture-failed', 'hold-ending'],
  },
  {
    word: 'attention.group.unknown',
    icon: IconProgressHelp,
    tone: 'checking',
    kinds: ['outcome-unknown', 'never-placed'],
  },
  { word: 'attention.group.links', icon: IconClock, tone: 'waiting', kinds: ['link-ending'] },
  {
    word: 'attention.group.breaks',
    icon: IconAlertTriangle,
    tone: 'failed',
    kinds: ['late-payment', 'capture-missing', 'disputed', 'hold-lapsed'],
  },
  {
    word: 'attention.group.here',
    icon: IconDeviceDesktop,
    tone: 'draft',
    kinds: [
      'history-broken',
      'recovery-code',
      'clock-skew',
      'key-missing',
      'backup-failed',
      'backup-old',
      'notifications-refused',
    ],
  },
];

/** What comes before that which waits for somebody's approval: money paid twice, and money about to be lost. */
const BEFORE_APPROVALS: readonly Group['word'][] = ['attention.group.double', 'attention.group.holds'];

/** Where a kind that this window does not know is shown. */
const UNKNOWN = 'attention.group.breaks';

export interface Filled {
  group: Group;
  items: readonly AttentionItem[];
}

/** The groups that have something in them. Nothing is left out, whatever its kind. */
export function grouped(items: readonly AttentionItem[]): Filled[] {
  return GROUPS.map((group) => ({ group, items: items.filter((item) => groupOf(item) === group) })).filter(
    (filled) => filled.items.length > 0,
  );
}

export function groupOf({ kind }: AttentionItem): Group | undefined {
  return GROUPS.find(({ kinds }) => kinds.includes(kind)) ?? GROUPS.find(({ word }) => word === UNKNOWN);
}

/** The groups before that which waits for approval, and those after it. */
export function aroundApprovals(groups: readonly Filled[]): [before: Filled[], after: Filled[]] {
  const isBefore = ({ group }: Filled) => BEFORE_APPROVALS.includes(group.word);
  return [groups.filter(isBefore), groups.filter((filled) => !isBefore(filled))];
}
