import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Callout, Wrong } from '@/parts/Callout';
import { Dialog } from '@/parts/Dialog';
import { useNotice } from '@/parts/Notice';
import type { AccountView, KeyView, Moment } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useClock } from '@/time/clock';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import { KEPT_DAYS } from './rotation';
import { useKeysChanged } from './useKeys';

const DAY = 86_400_000;

interface DropProps {
  account: AccountView;
  dropped: KeyView;
  kept: KeyView;
  onClose: () => void;
}

/** Gives up the new key and stays with the one that signs. */
export function Drop({ account, dropped, kept, onClose }: DropProps) {
  const { say } = useWords();
  const versions = { version: String(dropped.version), old: String(kept.version) };
  return (
    <Wipe
      account={account}
      wiped={dropped}
      title={say('drop.title', versions)}
      action={say('drop.do', versions)}
      told={say('drop.told', versions)}
      onClose={onClose}
    >
      <p>{say('drop.what', versions)}</p>
    </Wipe>
  );
}

interface RetireProps {
  account: AccountView;
  retired: KeyView;
  promotedAt: Moment | null;
  onClose: () => void;
}

/** Lets the old key go. Earlier than advised is possible, and said. */
export function Retire({ account, retired, promotedAt, onClose }: RetireProps) {
  const { say } = useWords();
  const clock = useClock();
  const old = { old: String(retired.version) };
  const due = promotedAt === null ? null : Date.parse(promotedAt) + KEPT_DAYS * DAY;
  return (
    <Wipe
      account={account}
      wiped={retired}
      title={say('retire.title', old)}
      action={say('retire.do', old)}
      told={say('retire.told', old)}
      onClose={onClose}
    >
      <p>{say('retire.what')}</p>
      {due !== null && clock.now() < due && (
        <Callout kind="care">
          <p>{weave(say('retire.early', { date: '{date}' }), { date: <At at={new Date(due).toISOString()} /> })}</p>
        </Callout>
      )}
    </Wipe>
  );
}

interface WipeProps {
  account: AccountView;
  wiped: KeyView;
  title: string;
  action: string;
  told: string;
  onClose: () => void;
  children: ReactNode;
}

function Wipe({ account, wiped, title, action, told, onClose, children }: WipeProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const changed = useKeysChanged();
  const wipe = useMutation({
    mutationFn: () => platform.call('retire_key', { account: account.name, fingerprint: wiped.fingerprint }),
    onSuccess: () => {
      changed();
      notice.tell(told);
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="stop" disabled={wipe.isPending} onClick={() => wipe.mutate()}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {wipe.error !== null && <Wrong error={Refused.from(wipe.error).error} />}
    </Dialog>
  );
}
