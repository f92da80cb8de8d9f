import { useRef, useState } from 'react';
import { Button } from '@/parts/Button';
import { Callout, told } from '@/parts/Callout';
import { Dialog } from '@/parts/Dialog';
import { useEnvironment } from '@/parts/environment';
import { Field } from '@/parts/Field';
import { useNotice } from '@/parts/Notice';
import type { AccountView, KeyView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { usePlaces } from '@/shell/screen';
import { useWords } from '@/words/words';
import { useCare, useKeysChanged } from './useKeys';

interface PromoteProps {
  account: AccountView;
  from: KeyView;
  to: KeyView;
  onClose: () => void;
}

/**
 * Makes another proved key the one that signs. Nobody has to agree yet, so the recovery code stands in: only who keeps
 * it changes what signs for the merchant. In Training nothing is at stake, and nothing is asked.
 */
export function Promote({ account, from, to, onClose }: PromoteProps) {
  const { say } = useWords();
  const environment = useEnvironment();
  const platform = usePlatform();
  const notice = useNotice();
  const changed = useKeysChanged();
  const care = useCare();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const asksCode = environment !== 'training';
  const hasCode = care.data?.recovery_code_confirmed ?? false;
  const versions = { version: String(to.version), old: String(from.version) };

  const promote = async () => {
    setBusy(true);
    setWrong(null);
    try {
      if (asksCode) await platform.call('confirm_recovery_code', { code: field.current?.value ?? '' });
      if (field.current !== null) field.current.value = '';
      await platform.call('promote_key', { account: account.name, fingerprint: to.fingerprint });
      changed();
      notice.tell(say('promote.told', versions));
      onClose();
    } catch (thrown) {
      setWrong(told(Refused.from(thrown).error));
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      title={say('promote.title', versions)}
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="primary" disabled={busy || (asksCode && !hasCode)} onClick={() => void promote()}>
            {say('promote.do', versions)}
          </Button>
        </>
      }
    >
      <p>{say('promote.what', versions)}</p>
      {environment === 'production' && <Callout kind="care">{say('promote.overlap')}</Callout>}
      {asksCode && hasCode && (
        <Field
          ref={field}
          label={say('recovery.code')}
          hint={say('promote.code.hint')}
          wrong={wrong}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
      )}
      {asksCode && !hasCode && care.data !== undefined && <NoCode onClose={onClose} />}
      {!asksCode && wrong !== null && <Callout kind="wrong">{wrong}</Callout>}
    </Dialog>
  );
}

function NoCode({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const { go } = usePlaces();
  return (
    <Callout
      kind="care"
      title={say('promote.no-code')}
      actions={
        <Button
          onClick={() => {
            onClose();
            go('settings');
          }}
        >
          {say('promote.to-settings')}
        </Button>
      }
    />
  );
}
