import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Icon } from '@/parts/Icon';
import { useNotice } from '@/parts/Notice';
import { useWords } from '@/words/words';
import styles from './Settings.module.css';

interface GroupProps {
  id: string;
  title: string;
  what: string;
  children: ReactNode;
}

/** One part of the settings, with whom it concerns. */
export function Group({ id, title, what, children }: GroupProps) {
  return (
    <section className={styles['group']} id={`settings-${id}`} tabIndex={-1} aria-labelledby={`settings-${id}-title`}>
      <h2 id={`settings-${id}-title`}>{title}</h2>
      <p className={styles['groupWhat']}>{what}</p>
      {children}
    </section>
  );
}

interface RowProps {
  /** The id of the control it names, where there is one control. */
  of?: string;
  name: string;
  what?: string;
  wrong?: string | null;
  /** Whether it was kept a moment ago; left out where nothing is kept here. */
  saved?: boolean;
  children: ReactNode;
}

/** A setting: what it is called and means, its control, and whether it was kept. */
export function Row({ of, name, what, wrong = null, saved, children }: RowProps) {
  const { say } = useWords();
  return (
    <div className={styles['row']}>
      <div>
        {of === undefined ? (
          <span className={styles['name']}>{name}</span>
        ) : (
          <label className={styles['name']} htmlFor={of}>
            {name}
          </label>
        )}
        {what !== undefined && (
          <p className={styles['what']} id={of === undefined ? undefined : `${of}-what`}>
            {what}
          </p>
        )}
      </div>
      <div className={styles['control']}>
        <div className={styles['line']}>
          {children}
          {saved !== undefined && (
            <span className={styles['saved']} data-tone="paid" data-shown={saved} aria-hidden="true">
              <Icon of={IconCheck} />
              {say('settings.saved')}
            </span>
          )}
        </div>
        {wrong !== null && (
          <p className={styles['wrong']} id={of === undefined ? undefined : `${of}-wrong`} role="alert">
            {wrong}
          </p>
        )}
      </div>
    </div>
  );
}

/** How long "Saved" stands beside what was changed. */
const STANDS = 3000;

/** Says that a setting was kept: beside it, and to those who do not see it. */
export function useSaved(name: string): [saved: boolean, tell: () => void] {
  const { say } = useWords();
  const notice = useNotice();
  const [saved, setSaved] = useState(0);
  useEffect(() => {
    if (saved === 0) return;
    const timer = setTimeout(() => setSaved(0), STANDS);
    return () => clearTimeout(timer);
  }, [saved]);
  const tell = useCallback(() => {
    setSaved((before) => before + 1);
    notice.announce(say('settings.saved.what', { name }));
  }, [notice, say, name]);
  return [saved > 0, tell];
}
