import {
  IconCheck,
  IconCircleCheck,
  IconCircleX,
  IconMinus,
  IconX,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useEnvironment } from '@/parts/environment';
import { Icon } from '@/parts/Icon';
import type { Tested, TestReport } from '@/platform/contract';
import { useWords } from '@/words/words';
import { checksOf } from './checks';
import styles from './TestCard.module.css';

interface TestCardProps {
  report: TestReport;
  version: string;
  /** Fingerprint of the key that Antom's answer was checked with, where it is known. */
  antom: string | null;
  /** When it was asked. */
  when?: ReactNode;
}

/** What a test of the connection brought to light: five things, each with what was found. */
export function TestCard({ report, version, antom, when }: TestCardProps) {
  const { say, language } = useWords();
  const environment = useEnvironment();
  const took = say('test.took', { ms: String(report.took_ms) });
  return (
    <section className={styles['card']} aria-label={say('test.label')}>
      <header className={styles['head']} data-tone={report.passed ? 'paid' : 'failed'}>
        <Icon of={report.passed ? IconCircleCheck : IconCircleX} />
        <h3 className={styles['title']} role="status">
          {titleOf(report, version, say)}
        </h3>
        <span className={`${styles['when']} num`}>
          {when}
          {when !== undefined && ', '}
          {took}
        </span>
      </header>
      <ul>
        {checksOf(report, version, environment, antom, { say, language }).map((check) => (
          <li key={check.name} data-passed={String(check.passed)}>
            <Sign of={check.passed} />
            <span className={styles['name']}>{check.name}</span>
            <span className={styles['found']}>{check.found}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function titleOf(report: TestReport, version: string, say: ReturnType<typeof useWords>['say']): string {
  if (report.passed) return say('test.works', { version });
  if (report.our_signature.passed === false) return say('test.refused', { version });
  return say('test.fails', { version });
}

function Sign({ of }: { of: Tested['passed'] }) {
  const { say } = useWords();
  const looks: Record<string, { icon: TablerIcon; tone: string; word: string }> = {
    true: { icon: IconCheck, tone: 'paid', word: say('test.passed') },
    false: { icon: IconX, tone: 'failed', word: say('test.failed') },
    null: { icon: IconMinus, tone: 'draft', word: say('test.untold') },
  };
  const { icon, tone, word } = looks[String(of)] ?? { icon: IconMinus, tone: 'draft', word: say('test.untold') };
  return (
    <span className={styles['sign']} data-tone={tone}>
      <Icon of={icon} />
      <span className="heard">{word}</span>
    </span>
  );
}
