import { IconCircleCheck, IconCircleX, IconX } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Refused } from '@/platform/platform';
import { type Told, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import { Button } from './Button';
import { Icon } from './Icon';
import styles from './Notice.module.css';

/** How long a notice that needs nobody stays. One of a trouble stays until it is closed. */
const STAYS = 4000;
/** Most notices in sight at once; the oldest gives way. */
const MOST = 3;

interface Notices {
  /** Something was done. */
  tell(text: string): void;
  /** Something could not be done. */
  trouble(thrown: unknown): void;
  /** Only heard, by those who do not see the screen. */
  announce(text: string): void;
}

type Shown = { id: number; text: string; trouble: Told | null };

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

  const show = useCallback((text: string, trouble: Told | null) => {
    next.current += 1;
    const id = next.current;
    setShown((before) => [...before.slice(1 - MOST), { id, text, trouble }]);
  }, []);
  const close = useCallback((id: number) => setShown((before) => before.filter((one) => one.id !== id)), []);

  const notices = useMemo<Notices>(
    () => ({
      tell: (text) => show(text, null),
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
  const { id, text, trouble } = of;
  useEffect(() => {
    if (trouble !== null) return;
    const timer = setTimeout(() => close(id), STAYS);
    return () => clearTimeout(timer);
  }, [id, trouble, close]);
  return (
    <div className={styles['notice']} data-tone={trouble === null ? 'paid' : 'failed'}>
      <Icon of={trouble === null ? IconCircleCheck : IconCircleX} />
      <div className={styles['body']}>
        <div className={trouble === null ? undefined : 'medium sentence'}>{text}</div>
        {trouble !== null && <TroubleMore of={trouble} />}
      </div>
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
      {of.detail !== null && <div className="small quiet sentence">{of.detail}</div>}
    </>
  );
}
