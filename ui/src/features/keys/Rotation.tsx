import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '@/parts/Button';
import { useNotice } from '@/parts/Notice';
import { Steps } from '@/parts/Steps';
import type { AccountEvent, AccountView, KeyShown, TestReport } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useNow, useZone } from '@/time/clock';
import { dayKey, printClock, printMoment } from '@/time/zone';
import { type Say, useWords } from '@/words/words';
import { Drop, Retire } from './Drop';
import styles from './Keys.module.css';
import type { NewKeyAt } from './NewKey';
import { Promote } from './Promote';
import { type Rotation, whenOf } from './rotation';
import { useKeysChanged } from './useKeys';

interface RotationProps {
  account: AccountView;
  rotation: Rotation;
  history: readonly AccountEvent[];
  keys: readonly KeyShown[];
  open: (at: NewKeyAt) => void;
  keep: (report: TestReport) => void;
}

type Asking = 'promote' | 'take-back' | 'drop' | 'retire' | null;

/** The change of keys that is under way: what was done, what comes next, and what each step means. */
export function RotationBlock({ account, rotation, history, keys, open, keep }: RotationProps) {
  const { say } = useWords();
  const [asking, setAsking] = useState<Asking>(null);
  const { next, old, at } = rotation;
  const versions = { version: String(next.version), old: String(old.version) };
  const prove = useProve(account, next.fingerprint, keep);
  const close = () => setAsking(null);
  const shown = keys.find((key) => key.fingerprint === next.fingerprint);
  return (
    <section className={styles['rotation']} aria-label={say('rotation.title', versions)}>
      <header className={styles['rotationHead']}>
        <h3>{say('rotation.title', versions)}</h3>
        <span className="quiet small">
          {at === 3 ? say('rotation.promoted', versions) : say('rotation.waits', versions)}
        </span>
      </header>
      <Steps spread steps={useNotes(rotation, history)} at={at} label={say('rotation.title', versions)} />
      <div className={styles['rotationActions']}>
        {at === 1 && (
          <>
            <Button
              look="primary"
              disabled={prove.isPending}
              aria-busy={prove.isPending}
              onClick={() => prove.mutate()}
            >
              {prove.isPending ? say('key.testing') : say('rotation.prove', versions)}
            </Button>
            <Button
              disabled={shown?.public_key == null}
              onClick={() => shown !== undefined && open({ page: 'give', key: shown })}
            >
              {say('rotation.give')}
            </Button>
          </>
        )}
        {at === 2 && (
          <Button look="primary" onClick={() => setAsking('promote')}>
            {say('rotation.promote', versions)}
          </Button>
        )}
        {at < 3 ? (
          <Button onClick={() => setAsking('drop')}>{say('rotation.drop', versions)}</Button>
        ) : (
          <>
            <Button onClick={() => setAsking('retire')}>{say('rotation.retire', versions)}</Button>
            <Button onClick={() => setAsking('take-back')}>{say('rotation.take-back', versions)}</Button>
          </>
        )}
      </div>
      {asking === 'promote' && <Promote account={account} from={old} to={next} onClose={close} />}
      {asking === 'take-back' && <Promote account={account} from={next} to={old} onClose={close} />}
      {asking === 'drop' && <Drop account={account} dropped={next} kept={old} onClose={close} />}
      {asking === 'retire' && (
        <Retire
          account={account}
          retired={old}
          promotedAt={whenOf(history, 'key-promoted', next.fingerprint)}
          onClose={close}
        />
      )}
    </section>
  );
}

/** Asks Antom a harmless question signed with the new key. */
function useProve(account: AccountView, fingerprint: string, keep: (report: TestReport) => void) {
  const platform = usePlatform();
  const notice = useNotice();
  const changed = useKeysChanged();
  return useMutation({
    mutationFn: () => platform.call('prove_key', { account: account.name, fingerprint }),
    onSuccess: (report) => {
      keep(report);
      changed();
    },
    onError: notice.trouble,
  });
}

function useNotes({ next, old, at }: Rotation, history: readonly AccountEvent[]) {
  const { say, language } = useWords();
  const zone = useZone();
  const today = dayKey(useNow(60_000), zone);
  const when = (moment: string | null) => {
    if (moment === null) return '';
    return dayKey(moment, zone) === today ? printClock(moment, zone) : printMoment(moment, zone, language);
  };
  const versions = { version: String(next.version), old: String(old.version) };
  const proved = whenOf(history, 'key-proved', next.fingerprint);
  const promoted = whenOf(history, 'key-promoted', next.fingerprint);
  const words: readonly [word: string, note: ReactNode][] = [
    [say('rotation.step.add'), say('rotation.added', { time: when(next.added_at) })],
    [say('rotation.step.prove'), provedNote(proved, when(proved), versions, say)],
    [
      say('rotation.step.promote'),
      at === 3
        ? say('rotation.promoted.at', { ...versions, time: when(promoted) })
        : say('rotation.promote.what', versions),
    ],
    [say('rotation.step.retire'), say('rotation.retire.what', versions)],
  ];
  return words.map(([word, note]) => ({ word, note }));
}

function provedNote(proved: string | null, time: string, versions: { version: string }, say: Say): string {
  return proved === null ? say('rotation.prove.what', versions) : say('rotation.proved', { ...versions, time });
}
