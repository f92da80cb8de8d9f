import { useRef, useState } from 'react';
import { Button } from '@/parts/Button';
import { Callout, Wrong } from '@/parts/Callout';
import { Dialog } from '@/parts/Dialog';
import { Field } from '@/parts/Field';
import { shortFingerprint } from '@/parts/Fingerprint';
import type { CommandError, Output } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';

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
