import { IconCircleCheck, IconCircleX, IconX, type Icon as TablerIcon } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { CommandError } from '@/platform/contract';
import { Refused } from '@/platform/platform';
import { useWords } from '@/words/words';
import { Button } from './Button';
import { Icon } from './Icon';
import styles from './Notice.module.css';
import type { Tone } from './state';

/** How long a notice that needs nobody stays. One of a trouble stays until it is closed. */
const STAYS = 4000;
/** One that can be answered stays long enough to be reached. */
const STAYS_WITH_ACTION = 10_000;
/** Most notices in sight at once; the oldest gives way. */
const MOST = 3;

/** What a notice looks like that is not of something done here, and what can be done about it. */
export interface NoticeLook {
  icon: TablerIcon;
  tone: Tone;
  action?: { word: string; run: () => void };
}

interface Notices {
  /** Something was done, or happened. */
  tell(text: string, look?: NoticeLook): void;
  /** Something could not be done. */
  trouble(thrown: unknown): void;
  /** Only heard, by those who do not see the screen. */
  announce(text: string): void;
}

type Shown = { id: number; text: string; error: CommandError | null; look: NoticeLook | undefined };

const NoticeContext = createContext<Notices | null>(null);

export function useNotice(): Notices {
  const notices = useContext(NoticeContext);
  if (notices === null) throw new Error('useNotice needs a NoticeProvider above it');
  return notices;
}

export function NoticeProvider({ children }: { children: ReactNode }) {
  const { say } = useWords();
  const [shown, setShown] = useState<Shown[]>([]);
  const [heard, setHeard] = useState('');
  const next = useRef(0);

  const show = useCallback((text: string, error: CommandError | null, look?: NoticeLook) => {
    next.current += 1;
    const id = next.current;
    setShown((before) => [...before.slice(1 - MOST), { id, text, error, look }]);
  }, []);
  const close = useCallback((id: number) => setShown((before) => before.filter((one) => one.id !== id)), []);

  const notices = useMemo<Notices>(
    () => ({
      tell: (text, look) => show(text, null, look),
      trouble: (thrown) => {
        const { error } = Refused.from(thrown);
        show(error.message, error);
      },
      announce: setHeard,
    }),
    [show],
  );

  return (
    <NoticeContext value={notices}>
      {children}
      <div className={styles['stack']} role="status" aria-live="polite">
        {shown.map((one) => (
          <Notice key={one.id} of={one} close={close} label={say('common.close')} />
        ))}
      </div>
      <div className="heard" role="status" aria-live="polite">
        {heard}
      </div>
    </NoticeContext>
  );
}

function Notice({ of, close, label }: { of: Shown; close: (id: number) => void; label: string }) {
  const { id, text, error, look } = of;
  const action = look?.action;
  useEffect(() => {
    if (error !== null) return;
    const timer = setTimeout(() => close(id), action === undefined ? STAYS : STAYS_WITH_ACTION);
    return () => clearTimeout(timer);
  }, [id, error, action, close]);
  return (
    <div className={styles['notice']} data-tone={error === null ? (look?.tone ?? 'paid') : 'failed'}>
      <Icon of={error === null ? (look?.icon ?? IconCircleCheck) : IconCircleX} />
      <div className={styles['body']}>
        <div className={error === null ? undefined : 'medium'}>{text}</div>
        {error !== null && error.remedy !== '' && <div className={styles['remedy']}>{error.remedy}</div>}
      </div>
      {action !== undefined && (
        <Button
          size="small"
          onClick={() => {
            close(id);
            action.run();
          }}
        >
          {action.word}
        </Button>
      )}
      <Button look="quiet" size="small" icon aria-label={label} onClick={() => close(id)}>
        <Icon of={IconX} />
      </Button>
    </div>
  );
}
