import { type RefObject, useRef, useState } from 'react';
import { Button } from '@/parts/Button';
import { Callout, told } from '@/parts/Callout';
import { Dialog } from '@/parts/Dialog';
import { useEnvironment } from '@/parts/environment';
import { Field } from '@/parts/Field';
import { useNotice } from '@/parts/Notice';
import type { AccountView, CommandError, KeyView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { usePlaces } from '@/shell/screen';
import { useWords } from '@/words/words';
import { useCare, useKeysChanged } from './useKeys';

/** The code of an error that is about the recovery code; every other one is about the reason, or about the key. */
const ABOUT_THE_CODE = 'recovery-code';
const LONGEST_REASON = 256;

interface PromoteProps {
  account: AccountView;
  from: KeyView;
  to: KeyView;
  onClose: () => void;
}

/**
 * Makes another proved key the one that signs. The core asks for the recovery code and a reason outside of Training,
 * where nothing is at stake; here they are only typed in.
 */
export function Promote({ account, from, to, onClose }: PromoteProps) {
  const { say, language } = useWords();
  const environment = useEnvironment();
  const care = useCare();
  const code = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState('');
  const asked = environment !== 'training';
  const hasCode = care.data?.recovery_code_confirmed ?? false;
  const versions = { version: String(to.version), old: String(from.version) };
  const { busy, wrong, promote } = usePromote(account, to, say('promote.told', versions), onClose);
  const ready = !busy && (!asked || (hasCode && reason.trim() !== ''));
  const given = () => ({ code: asked ? taken(code) : null, reason: asked ? reason : null });

  return (
    <Dialog
      open
      title={say('promote.title', versions)}
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="primary" disabled={!ready} onClick={() => void promote(given())}>
            {say('promote.do', versions)}
          </Button>
        </>
      }
    >
      <p>{say('promote.what', versions)}</p>
      {environment === 'production' && <Callout kind="care">{say('promote.overlap')}</Callout>}
      {asked && hasCode && (
        <>
          <Field
            label={say('promote.reason')}
            hint={say('promote.reason.hint')}
            value={reason}
            maxLength={LONGEST_REASON}
            autoComplete="off"
            aria-required
            data-autofocus
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
          <Field
            ref={code}
            label={say('recovery.code')}
            hint={say('promote.code.hint')}
            wrong={wrong?.code === ABOUT_THE_CODE ? told(wrong, language) : null}
            autoComplete="off"
            spellCheck={false}
          />
        </>
      )}
      {asked && !hasCode && care.data !== undefined && <NoCode onClose={onClose} />}
      {wrong !== null && wrong.code !== ABOUT_THE_CODE && <Callout kind="wrong">{told(wrong, language)}</Callout>}
    </Dialog>
  );
}

/** What was typed; the field forgets it. */
function taken(field: RefObject<HTMLInputElement | null>): string {
  const typed = field.current?.value ?? '';
  if (field.current !== null) field.current.value = '';
  return typed;
}

function usePromote(account: AccountView, to: KeyView, done: string, onClose: () => void) {
  const platform = usePlatform();
  const notice = useNotice();
  const changed = useKeysChanged();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<CommandError | null>(null);
  const promote = async (given: { code: string | null; reason: string | null }) => {
    setBusy(true);
    setWrong(null);
    try {
      await platform.call('promote_key', { account: account.name, fingerprint: to.fingerprint, ...given });
      changed();
      notice.tell(done);
      onClose();
    } catch (thrown) {
      setWrong(Refused.from(thrown).error);
      setBusy(false);
    }
  };
  return { busy, wrong, promote };
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
