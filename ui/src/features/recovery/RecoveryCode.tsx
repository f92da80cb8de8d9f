import { IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Button } from '@/parts/Button';
import { Callout, told } from '@/parts/Callout';
import { useCopy } from '@/parts/copy';
import { Field } from '@/parts/Field';
import { Icon } from '@/parts/Icon';
import type { WizardFrame, WizardProps } from '@/parts/Wizard';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import styles from './Recovery.module.css';

interface RecoveryCodeProps {
  Frame: WizardFrame;
  title: string;
  steps?: NonNullable<WizardProps['steps']>;
  /** Whether a code was confirmed before: then a new one takes something away, and that is said. */
  renews: boolean;
  onDone: () => void;
  onLater: () => void;
}

/** Shows the recovery code once, and has it typed back from where it was written down. */
export function RecoveryCode({ Frame, title, steps, renews, onDone, onLater }: RecoveryCodeProps) {
  const { say } = useWords();
  const recovery = useRecovery(onDone);
  const copy = useCopy();
  const { code, page } = recovery;
  const shared = { title, turn: page, onClose: onLater, ...(steps === undefined ? {} : { steps }) };
  const later = (
    <Button size="large" onClick={onLater}>
      {say('recovery.later')}
    </Button>
  );
  const forward = (word: string) => (
    <Button type="submit" look="primary" size="large" disabled={recovery.busy}>
      {word}
    </Button>
  );

  if (page === 'before' || code === null) {
    return (
      <Frame
        {...shared}
        note={say('recovery.later.note')}
        onSubmit={recovery.show}
        actions={
          <>
            {later}
            {forward(say('recovery.show'))}
          </>
        }
      >
        <p>{say('recovery.what')}</p>
        <ul className={styles['facts']}>
          <li>{say('recovery.opens')}</li>
          <li>{say('recovery.opens-not')}</li>
          <li>{say('recovery.once')}</li>
        </ul>
        {renews && <Callout kind="care">{say('recovery.renews')}</Callout>}
        {recovery.wrong !== null && <Callout kind="wrong">{recovery.wrong}</Callout>}
      </Frame>
    );
  }
  if (page === 'shown') {
    return (
      <Frame
        {...shared}
        note={say('recovery.shown.note')}
        onSubmit={recovery.hide}
        actions={
          <>
            {later}
            {forward(say('recovery.written'))}
          </>
        }
      >
        <p>{say('recovery.write')}</p>
        <output className={styles['code']} aria-label={say('recovery.code')}>
          {groupsOf(code).map((group, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike, and none ever moves
            <span key={place}>{group}</span>
          ))}
        </output>
        <div>
          <Button onClick={() => void copy(code, say('recovery.code'))}>
            <Icon of={IconCopy} />
            {say('recovery.copy')}
          </Button>
        </div>
      </Frame>
    );
  }
  return (
    <Frame
      {...shared}
      note={say('recovery.typed.note')}
      onSubmit={recovery.confirm}
      actions={
        <>
          {later}
          <Button size="large" onClick={recovery.again}>
            {say('recovery.again')}
          </Button>
          {forward(say('recovery.confirm'))}
        </>
      }
    >
      <p>{say('recovery.type')}</p>
      <div className={styles['typed']}>
        <Field
          ref={recovery.field}
          label={say('recovery.code')}
          hint={say('recovery.hint')}
          wrong={recovery.wrong}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          data-autofocus
        />
      </div>
    </Frame>
  );
}

function groupsOf(code: string): readonly string[] {
  return code.split('-');
}

/** The code lives in this page alone, and only until it was typed back or put off. */
function useRecovery(onDone: () => void) {
  const platform = usePlatform();
  const { say, language } = useWords();
  const [code, setCode] = useState<string | null>(null);
  const [page, setPage] = useState<'before' | 'shown' | 'typing'>('before');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const attempt = async (doing: () => Promise<void>) => {
    setBusy(true);
    setWrong(null);
    try {
      await doing();
    } catch (thrown) {
      setWrong(told(Refused.from(thrown).error, language));
    }
    setBusy(false);
  };
  const show = () =>
    void attempt(async () => {
      setCode((await platform.call('renew_recovery_code', {})).code);
      setPage('shown');
    });
  const confirm = () =>
    void attempt(async () => {
      const typed = field.current?.value ?? '';
      if (typed.trim() === '') {
        setWrong(say('recovery.empty'));
        return;
      }
      await platform.call('confirm_recovery_code', { code: typed });
      if (field.current !== null) field.current.value = '';
      setCode(null);
      onDone();
    });
  const turn = (next: typeof page) => {
    setWrong(null);
    setPage(next);
  };
  return { code, page, busy, wrong, field, show, confirm, hide: () => turn('typing'), again: () => turn('shown') };
}
