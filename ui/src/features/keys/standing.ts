import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconKeyOff,
  IconRefresh,
  IconSchool,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { Tone } from '@/parts/state';
import type { AccountEvent, AccountView, KeyShown, TestReport } from '@/platform/contract';
import type { WordKey } from '@/words/words';
import { keyInUse, rotationOf, whenOf } from './rotation';

export type Standing = 'healthy' | 'rotating' | 'simulator' | 'refused' | 'missing' | 'untested';

interface Look {
  word: WordKey;
  icon: TablerIcon;
  tone: Tone;
}

/** Icon, word and colour of what an account's keys are like. */
export const STANDINGS: Record<Standing, Look> = {
  healthy: { word: 'key.healthy', icon: IconCircleCheck, tone: 'paid' },
  rotating: { word: 'key.rotating', icon: IconRefresh, tone: 'authorised' },
  simulator: { word: 'key.simulator', icon: IconSchool, tone: 'draft' },
  refused: { word: 'key.refused', icon: IconCircleX, tone: 'failed' },
  missing: { word: 'key.missing', icon: IconKeyOff, tone: 'failed' },
  untested: { word: 'key.untested', icon: IconCircleDashed, tone: 'draft' },
};

interface Known {
  account: AccountView;
  keys: readonly KeyShown[] | undefined;
  history: readonly AccountEvent[];
  /** The newest test since the window was opened. */
  report: TestReport | null;
  /** Whether Antom gave this account a verified answer since the program was started. */
  answered: boolean;
}

/** What an account's keys are like. Nothing is called healthy that no signed answer proved. */
export function standingOf({ account, keys, history, report, answered }: Known): Standing {
  const inUse = keyInUse(account.keys);
  if (inUse === null) return 'missing';
  const isGone = keys?.some((key) => key.fingerprint === inUse.fingerprint && key.public_key === null) ?? false;
  if (isGone) return 'missing';
  const tested = report !== null && report.fingerprint === inUse.fingerprint ? report : null;
  if (tested?.our_signature.passed === false) return 'refused';
  if (rotationOf(account.keys) !== null) return 'rotating';
  if (account.environment === 'training') return 'simulator';
  const proved = tested?.passed === true || whenOf(history, 'key-proved', inUse.fingerprint) !== null || answered;
  return proved ? 'healthy' : 'untested';
}
