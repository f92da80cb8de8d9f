import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CommandError } from '@/platform/contract';
import { toldIn } from '@/words/trouble';
import { type Language, useWords } from '@/words/words';
import styles from './Callout.module.css';
import { Icon } from './Icon';
import { InEnglish } from './InEnglish';

type Kind = 'wrong' | 'care' | 'good' | 'note';

const LOOKS: Record<Kind, { icon: TablerIcon; tone: string }> = {
  wrong: { icon: IconCircleX, tone: 'failed' },
  care: { icon: IconAlertTriangle, tone: 'authorised' },
  good: { icon: IconCircleCheck, tone: 'paid' },
  note: { icon: IconInfoCircle, tone: 'draft' },
};

interface CalloutProps {
  kind: Kind;
  title?: string;
  children?: ReactNode;
  /** Buttons under it. */
  actions?: ReactNode;
}

/** Something to be read before going on. What went wrong is said at once to those who do not see it. */
export function Callout({ kind, title, children, actions }: CalloutProps) {
  const { icon, tone } = LOOKS[kind];
  return (
    <div className={styles['callout']} data-tone={tone} role={kind === 'wrong' ? 'alert' : undefined}>
      <Icon of={icon} />
      <div className={styles['body']}>
        {title !== undefined && <p className={styles['title']}>{title}</p>}
        {children}
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
    </div>
  );
}

/** What went wrong, in the language of the window, with what to do about it. */
export function Wrong({ error, actions }: { error: CommandError; actions?: ReactNode }) {
  const { language } = useWords();
  const { message, remedy, detail } = toldIn(language, error);
  return (
    <Callout kind="wrong" title={sentence(message)} actions={actions}>
      {remedy !== '' && <p>{remedy}</p>}
      {detail !== null && (
        <p className="small quiet">
          <InEnglish>{detail}</InEnglish>
        </p>
      )}
    </Callout>
  );
}

/** A capital at its beginning and a full stop at its end, whatever the core left out. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const begun = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.?。？…]$/.test(begun) ? begun : `${begun}.`;
}

/** What is wrong and what to do, on one line under a field. */
export function told(error: CommandError, language: Language): string {
  const { message, remedy, detail } = toldIn(language, error);
  return [sentence(message), remedy, detail ?? ''].filter((part) => part !== '').join(' ');
}
