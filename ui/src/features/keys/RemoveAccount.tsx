import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Wrong } from '@/parts/Callout';
import { Dialog } from '@/parts/Dialog';
import { Field } from '@/parts/Field';
import { useNotice } from '@/parts/Notice';
import type { AccountView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { useKeysChanged } from './useKeys';

/** Removes an account and wipes its keys. Its name has to be typed: the keys cannot be brought back. */
export function RemoveAccount({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const changed = useKeysChanged();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => platform.call('remove_account', { account: account.name }),
    onSuccess: () => {
      notice.tell(say('remove.told', { account: account.name }));
      onClose();
      changed();
    },
  });
  const fits = typed.trim() === account.name;
  return (
    <Dialog
      open
      title={say('remove.title', { account: account.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="stop" disabled={!fits || remove.isPending} onClick={() => remove.mutate()}>
            {say('remove.do')}
          </Button>
        </>
      }
    >
      <p>{say('remove.what')}</p>
      <p>{say('remove.dashboard')}</p>
      <Field
        label={say('remove.type', { account: account.name })}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {remove.error !== null && <Wrong error={Refused.from(remove.error).error} />}
    </Dialog>
  );
}
