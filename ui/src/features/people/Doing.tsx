import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/parts/Button';
import { Wrong } from '@/parts/Callout';
import { Dialog } from '@/parts/Dialog';
import { useNotice } from '@/parts/Notice';
import type { CommandError } from '@/platform/contract';
import { Refused } from '@/platform/platform';
import { useWords } from '@/words/words';
import styles from './People.module.css';
import { usePeopleChanged } from './usePeopleChanged';

interface DoingProps {
  title: string;
  action: string;
  /** It takes something away. */
  stop?: boolean;
  ready?: boolean;
  width?: number;
  /** Does it and answers what is told of it; none where something at a field has to be mended first. */
  run: () => Promise<string | null>;
  onClose: () => void;
  children: ReactNode;
}

/** One change about people: asked for, done or refused with the rule and who can lift it. */
export function Doing({ title, action, stop = false, ready = true, width = 480, run, onClose, children }: DoingProps) {
  const { say } = useWords();
  const form = useId();
  const notice = useNotice();
  const changed = usePeopleChanged();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<CommandError | null>(null);
  const go = async () => {
    setBusy(true);
    setWrong(null);
    try {
      const done = await run();
      if (done !== null) {
        changed();
        notice.tell(done);
        onClose();
      }
    } catch (thrown) {
      setWrong(Refused.from(thrown).error);
    }
    setBusy(false);
  };
  return (
    <Dialog
      open
      title={title}
      width={width}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button type="submit" form={form} look={stop ? 'stop' : 'primary'} disabled={!ready || busy}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles['form']}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void go();
        }}
      >
        {children}
        {wrong !== null && (
          <div ref={inSight}>
            <Wrong error={wrong} />
          </div>
        )}
      </form>
    </Dialog>
  );
}

/** Why not stands below the fields: a tall form scrolls to it. */
function inSight(at: HTMLDivElement | null): void {
  at?.scrollIntoView?.({ block: 'nearest' });
}
