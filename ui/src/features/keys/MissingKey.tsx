import { useState } from 'react';
import { MakeKey, useDo } from '@/features/account/MakeKey';
import { Button } from '@/parts/Button';
import { Callout, Wrong } from '@/parts/Callout';
import { Dialog } from '@/parts/Dialog';
import { shortFingerprint } from '@/parts/Fingerprint';
import { useNotice } from '@/parts/Notice';
import type { AccountView, CommandError, KeyFrom, KeyView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { useKeysChanged } from './useKeys';

interface MissingKeyProps {
  account: AccountView;
  missing: KeyView;
  open: boolean;
}

/** The key that signs is not on this computer, as after a restored backup: it can be brought back from its file. */
export function MissingKey({ account, missing, open }: MissingKeyProps) {
  const { say } = useWords();
  const [importing, setImporting] = useState(false);
  return (
    <Callout
      kind="wrong"
      title={say('key.gone.title')}
      actions={
        <Button disabled={!open} onClick={() => setImporting(true)}>
          {say('key.gone.import')}
        </Button>
      }
    >
      <p>{say('key.gone.body', { fingerprint: shortFingerprint(missing.fingerprint) })}</p>
      {importing && <Import account={account} missing={missing} onClose={() => setImporting(false)} />}
    </Callout>
  );
}

function Import({ account, missing, onClose }: { account: AccountView; missing: KeyView; onClose: () => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const changed = useKeysChanged();
  const [from, setFrom] = useState<KeyFrom>('clipboard');
  const doIt = useDo(from);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<CommandError | null>(null);
  const hand = async () => {
    const handed = platform.call('add_key', {
      account: account.name,
      version: missing.version,
      import: from,
    });
    setBusy(true);
    setRefused(null);
    try {
      const key = await handed;
      // None where the system's dialog was closed.
      if (key === null) return setBusy(false);
      changed();
      notice.tell(key.fingerprint === missing.fingerprint ? say('key.gone.back') : say('key.gone.other'));
      onClose();
    } catch (thrown) {
      setRefused(Refused.from(thrown).error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      title={say('key.gone.import')}
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="primary" disabled={busy} onClick={() => void hand()}>
            {doIt}
          </Button>
        </>
      }
    >
      <MakeKey among={['clipboard', 'file']} origin={from} choose={setFrom} />
      {refused !== null && <Wrong error={refused} />}
    </Dialog>
  );
}
