import { IconLockOpen, IconRefresh, IconRestore } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Button } from '@/parts/Button';
import { told } from '@/parts/Callout';
import { EnvTag } from '@/parts/EnvTag';
import { Field } from '@/parts/Field';
import { Icon } from '@/parts/Icon';
import { InEnglish } from '@/parts/InEnglish';
import type { CommandError, Start } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { Lone } from './Lone';
import { plight } from './plight';
import { Restore } from './Restore';
import styles from './Welcome.module.css';

type BlockedStart = Extract<Start, { kind: 'blocked' }>;

interface BlockedProps {
  error: CommandError;
  ways: BlockedStart['ways'];
  /** Begins again from the start. */
  again: () => void;
}

/** Something keeps the window from opening: what it is, what it means, and every way out there is. */
export function Blocked({ error, ways, again }: BlockedProps) {
  const { say, language } = useWords();
  const [restoring, setRestoring] = useState(false);
  const [tried, setTried] = useState(false);
  const { title, what, todo, detail } = plight(error, say, language);
  return (
    <Lone>
      <div className={styles['blocked']} role="alert">
        <h1 className={`${styles['title']} row`}>
          {title}
          <span className="push" />
          <EnvTag />
        </h1>
        <p className={styles['lead']}>{what}</p>
        {todo !== '' && <p>{todo}</p>}
        {detail !== null && (
          <p className="small quiet">
            <InEnglish>{detail}</InEnglish>
          </p>
        )}
        <p className="small quiet">{say('blocked.safe')}</p>
        <div className={styles['out']}>
          {ways.includes('try-again') && (
            <Button
              look="primary"
              size="large"
              onClick={() => {
                setTried(true);
                again();
              }}
            >
              <Icon of={IconRefresh} />
              {say('common.try-again')}
            </Button>
          )}
          {ways.includes('restore') && (
            <Button size="large" onClick={() => setRestoring(true)}>
              <Icon of={IconRestore} />
              {say('set-up.restore')}
            </Button>
          )}
        </div>
        <p className="small quiet" role="status">
          {tried && say('blocked.tried')}
        </p>
        {ways.includes('recovery-code') && <WithCode again={again} />}
        <p className="small dim selectable">
          {say('blocked.code')} <span className="mono">{error.code}</span>
        </p>
      </div>
      {restoring && <Restore onClose={() => setRestoring(false)} onDone={again} />}
    </Lone>
  );
}

/** Opens the history with the recovery code. A code that is mistyped stays, to be mended. */
function WithCode({ again }: { again: () => void }) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const unlock = async () => {
    setBusy(true);
    setWrong(null);
    try {
      await platform.call('unlock_with_code', { code: field.current?.value ?? '' });
      if (field.current !== null) field.current.value = '';
      again();
    } catch (thrown) {
      setWrong(told(Refused.from(thrown).error, language));
    }
    setBusy(false);
  };
  return (
    <form
      className={styles['code']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <Field
        ref={field}
        label={say('recovery.code')}
        hint={say('blocked.unlock.hint')}
        wrong={wrong}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Button type="submit" size="large" disabled={busy}>
        <Icon of={IconLockOpen} />
        {say('blocked.unlock')}
      </Button>
    </form>
  );
}
