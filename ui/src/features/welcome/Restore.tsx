import { useRef, useState } from 'react';
import { print } from '@/money/print';
import { Button } from '@/parts/Button';
import { Callout, Wrong } from '@/parts/Callout';
import { Dialog } from '@/parts/Dialog';
import { Field } from '@/parts/Field';
import { shortFingerprint } from '@/parts/Fingerprint';
import { verbWord } from '@/parts/stage';
import type { CommandError, LostMove, Output } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';

/** What was decided after the backup, and neither this history nor Antom has. */
function LostMoves({ lost }: { lost: readonly LostMove[] }) {
  const { say } = useWords();
  if (lost.length === 0) return null;
  return (
    <Callout kind="care" title={say('restore.lost')}>
      {lost.map(({ verb, amount, reference, left }) => (
        <p key={`${reference} ${verb} ${print(amount)}`}>
          {say(left ? 'restore.lost.left' : 'restore.lost.waited', {
            what: verbWord(verb, say),
            amount: print(amount),
            reference,
          })}
        </p>
      ))}
    </Callout>
  );
}

/** Brings a backup back. The file is chosen in the system's own dialog. */
export function Restore({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<CommandError | null>(null);
  const [restored, setRestored] = useState<Output<'restore'>>(null);

  const choose = async () => {
    setBusy(true);
    setRefused(null);
    const typed = field.current?.value.trim() ?? '';
    try {
      const found = await platform.call('restore', { code: typed === '' ? null : typed });
      if (found !== null && field.current !== null) field.current.value = '';
      setRestored(found);
    } catch (thrown) {
      setRefused(Refused.from(thrown).error);
    }
    setBusy(false);
  };

  if (restored !== null) {
    return (
      <Dialog
        open
        title={say('restore.title')}
        onClose={onDone}
        actions={
          <Button look="primary" onClick={onDone}>
            {say('restore.open')}
          </Button>
        }
      >
        <Callout kind="good" title={say('restore.done', { count: restored.facts })} />
        {restored.missing_keys.length > 0 && (
          <Callout kind="care" title={say('restore.keys')}>
            {restored.missing_keys.map((fingerprint) => (
              <p key={fingerprint} className="mono">
                {shortFingerprint(fingerprint)}
              </p>
            ))}
          </Callout>
        )}
        <LostMoves lost={restored.lost} />
        {!restored.caught_up && <Callout kind="care" title={say('restore.not-caught-up')} />}
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      title={say('restore.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="primary" disabled={busy} onClick={() => void choose()}>
            {say('restore.choose')}
          </Button>
        </>
      }
    >
      <p>{say('restore.what')}</p>
      <Field
        ref={field}
        label={say('restore.code')}
        hint={say('restore.code.hint')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        data-autofocus
      />
      {refused !== null && <Wrong error={refused} />}
    </Dialog>
  );
}
