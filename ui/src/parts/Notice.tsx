import { IconCircleCheck, IconCircleX, IconX, type Icon as TablerIcon } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Refused } from '@/platform/platform';
import { type Told, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import { Button } from './Button';
import { Icon } from './Icon';
import { InEnglish } from './InEnglish';
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

type Shown = { id: number; text: string; trouble: Told | null; look: NoticeLook | undefined };

const NoticeContext = createContext<Notices | null>(null);

export function useNotice(): Notices {
  const notices = useContext(NoticeContext);
  if (notices === null) throw new Error('useNotice needs a NoticeProvider above it');
  return notices;
}

export function NoticeProvider({ children }: { children: ReactNode }) {
  const { say, language } = useWords();
  const [shown, setShown] = useState<Shown[]>([]);
  const [heard, setHeard] = useState('');
  const next = useRef(0);

  const show = useCallback((text: string, trouble: Told | null, look?: NoticeLook) => {
    next.current += 1;
    const id = next.current;
    setShown((before) => [...before.slice(1 - MOST), { id, text, trouble, look }]);
  }, []);
  const close = useCallback((id: number) => setShown((before) => before.filter((one) => one.id !== id)), []);

  const notices = useMemo<Notices>(
    () => ({
      tell: (text, look) => show(text, null, look),
      trouble: (thrown) => {
        const told = toldIn(language, Refused.from(thrown).error);
        show(told.message, told);
      },
      announce: setHeard,
    }),
    [show, language],
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
  const { id, text, trouble, look } = of;
  const action = look?.action;
  useEffect(() => {
    if (trouble !== null) return;
    const timer = setTimeout(() => close(id), action === undefined ? STAYS : STAYS_WITH_ACTION);
    return () => clearTimeout(timer);
  }, [id, trouble, action, close]);
  return (
    <div className={styles['notice']} data-tone={trouble === null ? (look?.tone ?? 'paid') : 'failed'}>
      <Icon of={trouble === null ? (look?.icon ?? IconCircleCheck) : IconCircleX} />
      <div className={styles['body']}>
        <div className={trouble === null ? undefined : 'medium sentence'}>{text}</div>
        {trouble !== null && <TroubleMore of={trouble} />}
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

function TroubleMore({ of }: { of: Told }) {
  return (
    <>
      {of.remedy !== '' && <div className={`${styles['remedy']} sentence`}>{of.remedy}</div>}
      {of.detail !== null && (
        <div className="small quiet sentence">
          <InEnglish>{of.detail}</InEnglish>
        </div>
      )}
    </>
  );
}
