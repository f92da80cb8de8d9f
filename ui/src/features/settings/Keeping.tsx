import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keychainWords } from '@/features/keys/keychain';
import { useCare } from '@/features/keys/useKeys';
import { RecoveryCode } from '@/features/recovery/RecoveryCode';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Callout, Wrong } from '@/parts/Callout';
import { useCopy } from '@/parts/copy';
import { EnglishList, InEnglish } from '@/parts/InEnglish';
import { useNotice } from '@/parts/Notice';
import { WizardDialog } from '@/parts/Wizard';
import type { AutomaticBackups, Care, Verified } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { usePulse } from '@/shell/pulse';
import { useRestore } from '@/shell/restoring';
import { printCount, useWords } from '@/words/words';
import { Group, Row } from './Row';
import styles from './Settings.module.css';
import { printBytes } from './size';

/** The history itself: how large, where, whether it is whole, and how it comes back after a fire. */
export function Keeping() {
  const { say } = useWords();
  const { data, error } = useCare();
  return (
    <Group id="history" title={say('settings.history')} what={say('settings.history.what')}>
      {error !== null && <Wrong error={Refused.from(error).error} />}
      {data !== undefined && (
        <>
          <Figures care={data} />
          <BackupRow care={data} />
          <VerifyRow care={data} />
          <CodeRow care={data} />
          <RestoreRow />
        </>
      )}
    </Group>
  );
}

function Figures({ care }: { care: Care }) {
  const { say } = useWords();
  const { todo, kept } = keychainWords(care.keychain, say);
  return (
    <>
      <Row name={say('settings.stored')}>
        <span className={`${styles['value']} num`}>
          {say('settings.stored.value', {
            orders: printCount(care.orders),
            facts: printCount(care.facts),
            size: printBytes(care.bytes),
          })}
          <span className={`${styles['path']} mono selectable`}>{care.directory}</span>
        </span>
      </Row>
      <Row name={say('settings.keychain')}>
        <span className={styles['value']} data-tone={todo === '' ? undefined : 'failed'}>
          {kept}
          {todo !== '' && <span className={styles['path']}>{todo}</span>}
        </span>
      </Row>
    </>
  );
}

function BackupRow({ care }: { care: Care }) {
  const { say } = useWords();
  const platform = usePlatform();
  const client = useQueryClient();
  const notice = useNotice();
  const backup = useMutation({
    mutationFn: () => platform.call('backup', {}),
    onSuccess: (made) => {
      if (made === null) return;
      notice.tell(say('settings.backup.done', { facts: printCount(made.facts), size: printBytes(made.bytes) }));
      void client.invalidateQueries({ queryKey: ['care'] });
    },
  });
  const made = backup.data ?? null;
  return (
    <Row name={say('settings.backup')} what={say('settings.backup.what')}>
      <div className={styles['stack']}>
        <div className={styles['line']}>
          <Button disabled={backup.isPending} aria-busy={backup.isPending} onClick={() => backup.mutate()}>
            {backup.isPending ? say('settings.backup.under') : say('settings.backup.do')}
          </Button>
          {care.last_backup === null ? (
            <span className={styles['value']} data-tone="authorised">
              {say('settings.backup.never')}
            </span>
          ) : (
            <span className={`${styles['value']} num`}>
              {say('settings.backup.last')} <At at={care.last_backup.at} />
            </span>
          )}
        </div>
        <ByItself of={care.automatic} />
        {made !== null && (
          <Callout kind="good" title={say('settings.backup.opened')}>
            <p className="mono selectable">{made.path}</p>
          </Callout>
        )}
        {backup.error !== null && <Wrong error={Refused.from(backup.error).error} />}
      </div>
    </Row>
  );
}

/** The backups nobody has to think of. */
function ByItself({ of }: { of: AutomaticBackups }) {
  const { say } = useWords();
  return (
    <>
      <span className={`${styles['value']} num`}>
        {of.last_at === null ? (
          say('settings.backup.by-itself.never')
        ) : (
          <>
            {say('settings.backup.by-itself', { kept: printCount(of.kept) })} <At at={of.last_at} />
          </>
        )}
        <span className={`${styles['path']} mono selectable`}>{of.folder}</span>
        {of.head !== null && <span className={`${styles['path']} mono selectable`}>{of.head}</span>}
      </span>
      {of.failed !== null && (
        <Callout kind="care" title={say('settings.backup.by-itself.failed')}>
          <p>
            <InEnglish>{of.failed}</InEnglish>
          </p>
        </Callout>
      )}
    </>
  );
}

function VerifyRow({ care }: { care: Care }) {
  const { say } = useWords();
  const platform = usePlatform();
  const verify = useMutation({ mutationFn: () => platform.call('verify', {}) });
  return (
    <Row name={say('settings.verify')} what={say('settings.verify.what')}>
      <div className={styles['stack']}>
        <div className={styles['line']}>
          <Button disabled={verify.isPending} aria-busy={verify.isPending} onClick={() => verify.mutate()}>
            {verify.isPending ? say('settings.verify.under') : say('settings.verify.do')}
          </Button>
          <span className={`${styles['value']} num`}>
            {care.last_check === null ? (
              say('settings.verify.last.never')
            ) : (
              <>
                {say('settings.verify.last')} <At at={care.last_check.at} />
              </>
            )}
          </span>
        </div>
        {verify.data !== undefined && <Outcome of={verify.data} />}
        {verify.error !== null && <Wrong error={Refused.from(verify.error).error} />}
      </div>
    </Row>
  );
}

/** Most breaks that are listed; more of them say nothing new. */
const LISTED = 20;

function Outcome({ of }: { of: Verified }) {
  const { say } = useWords();
  const copy = useCopy();
  const counts = { facts: printCount(of.facts), orders: printCount(of.orders) };
  if (!of.whole) {
    return (
      <Callout kind="wrong" title={say('settings.verify.broken', { count: of.breaks.length })}>
        <EnglishList of={of.breaks.slice(0, LISTED)} />
        {of.checkpoint_on_chain === false && <p>{say('settings.verify.cut')}</p>}
        <p>{say('settings.verify.broken.todo')}</p>
      </Callout>
    );
  }
  return (
    <Callout
      kind="good"
      title={say('settings.verify.whole', counts)}
      actions={
        <Button size="small" onClick={() => void copy(of.head, say('settings.verify.head'))}>
          {say('settings.verify.copy')}
        </Button>
      }
    >
      {of.checkpoint_on_chain === true && <p>{say('settings.verify.checkpoint')}</p>}
      <p className="small quiet">{say('settings.verify.head.what')}</p>
      <p className="mono selectable">{of.head}</p>
    </Callout>
  );
}

function CodeRow({ care }: { care: Care }) {
  const { say } = useWords();
  const client = useQueryClient();
  const notice = useNotice();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    void client.invalidateQueries({ queryKey: ['care'] });
  };
  const isKept = care.recovery_code_confirmed;
  return (
    <Row name={say('settings.code')} what={say('settings.code.what')}>
      <div className={styles['line']}>
        <Button onClick={() => setOpen(true)}>{isKept ? say('settings.code.renew') : say('settings.code.make')}</Button>
        <span className={styles['value']} data-tone={isKept ? 'paid' : 'authorised'}>
          {isKept ? say('settings.code.confirmed') : say('settings.code.open')}
        </span>
      </div>
      {open && (
        <RecoveryCode
          Frame={WizardDialog}
          title={say('settings.code')}
          renews={isKept}
          onLater={close}
          onDone={() => {
            notice.tell(say('recovery.done'));
            close();
          }}
        />
      )}
    </Row>
  );
}

/** How a backup comes back: here where the history cannot be believed, else on another computer. */
function RestoreRow() {
  const { say } = useWords();
  const { trouble } = usePulse();
  const restore = useRestore();
  return (
    <Row name={say('settings.restore')} what={say('settings.restore.what')}>
      {restore === null ? (
        <span className={styles['value']}>
          {say(trouble === null ? 'settings.restore.whole' : 'settings.restore.shown')}
          <span className={styles['path']}>{say('settings.restore.how')}</span>
        </span>
      ) : (
        <div className={styles['line']}>
          <Button onClick={restore}>{say('broken.restore')}</Button>
          <span className={styles['value']} data-tone="failed">
            {say('settings.restore.broken')}
          </span>
        </div>
      )}
    </Row>
  );
}
