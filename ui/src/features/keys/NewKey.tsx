import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import parts from '@/features/account/Account.module.css';
import { importFrom, MakeKey, ORIGINS, type Origin, useDo } from '@/features/account/MakeKey';
import { PublicKey } from '@/features/account/PublicKey';
import { TestCard } from '@/features/account/TestCard';
import { Button } from '@/parts/Button';
import { Callout, Wrong } from '@/parts/Callout';
import { useEnvironment } from '@/parts/environment';
import { Field } from '@/parts/Field';
import { WizardDialog } from '@/parts/Wizard';
import type { AccountView, CommandError, KeyShown, TestReport } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { keyInUse, nextVersion } from './rotation';
import { useKeysChanged } from './useKeys';

/** Where the wizard begins: a new pair, one that was made before, or only its public half to look at. */
export type NewKeyAt = { page: 'make' } | { page: 'give' | 'show'; key: KeyShown };

interface NewKeyProps {
  account: AccountView;
  at: NewKeyAt;
  keep: (report: TestReport) => void;
  onClose: () => void;
}

/** A new key pair beside the one that signs: made, given to Antom, proved. It signs nothing until it is promoted. */
export function NewKey({ account, at, keep, onClose }: NewKeyProps) {
  const { say } = useWords();
  const [key, setKey] = useState<KeyShown | null>(at.page === 'make' ? null : at.key);
  const [page, setPage] = useState<'make' | 'give' | 'prove'>(at.page === 'make' ? 'make' : 'give');
  const title = useTitle();
  if (at.page === 'show') return <Show account={account} of={at.key} onClose={onClose} />;

  const words = [say('new-key.step.make'), say('new-key.step.give'), say('new-key.step.prove')];
  const shared = {
    account,
    title,
    steps: {
      all: words.map((word) => ({ word })),
      at: ['make', 'give', 'prove'].indexOf(page),
      label: say('account.steps'),
    },
    onClose,
  };
  if (key === null || page === 'make') {
    return (
      <Make
        {...shared}
        onMade={(made) => {
          setKey(made);
          setPage('give');
        }}
      />
    );
  }
  if (page === 'give') return <Give {...shared} of={key} onGiven={() => setPage('prove')} />;
  return <Prove {...shared} of={key} keep={keep} back={() => setPage('give')} />;
}

function useTitle(): string {
  const { say } = useWords();
  const environment = useEnvironment();
  const titles = {
    training: say('new-key.title.training'),
    sandbox: say('new-key.title.sandbox'),
    production: say('new-key.title.production'),
  };
  return titles[environment];
}

interface PageProps {
  account: AccountView;
  title: string;
  steps: { all: readonly { word: string }[]; at: number; label: string };
  onClose: () => void;
}

function Make({ account, onMade, ...frame }: PageProps & { onMade: (key: KeyShown) => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const changed = useKeysChanged();
  const [origin, setOrigin] = useState<Origin>('generate');
  const doIt = useDo(origin);
  const [version, setVersion] = useState(() => String(nextVersion(account.keys)));
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<CommandError | null>(null);
  const make = async () => {
    const made = platform.call('add_key', {
      account: account.name,
      version: /^\d{1,4}$/.test(version.trim()) ? Number(version) : 0,
      import: importFrom(origin),
    });
    setBusy(true);
    setRefused(null);
    try {
      const key = await made;
      // None where the system's dialog was closed.
      if (key === null) return setBusy(false);
      onMade(key);
      changed();
    } catch (thrown) {
      setRefused(Refused.from(thrown).error);
      setBusy(false);
    }
  };
  return (
    <WizardDialog
      {...frame}
      note={say('new-key.meanwhile', { version: String(keyInUse(account.keys)?.version ?? '') })}
      onSubmit={() => void make()}
      actions={
        <>
          <Button size="large" onClick={frame.onClose}>
            {say('common.cancel')}
          </Button>
          <Button type="submit" look="primary" size="large" disabled={busy} aria-busy={busy}>
            {doIt}
          </Button>
        </>
      }
    >
      <MakeKey among={ORIGINS} origin={origin} choose={setOrigin} />
      <div className={parts['pair']}>
        <Field
          label={say('pair.version')}
          hint={say('pair.version.hint')}
          value={version}
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          onChange={(event) => setVersion(event.currentTarget.value)}
        />
      </div>
      {refused !== null && <Wrong error={refused} />}
    </WizardDialog>
  );
}

function Give({ account, of, onGiven, ...frame }: PageProps & { of: KeyShown; onGiven: () => void }) {
  const { say } = useWords();
  return (
    <WizardDialog
      {...frame}
      note={say('new-key.meanwhile', { version: String(keyInUse(account.keys)?.version ?? '') })}
      onSubmit={onGiven}
      actions={
        <>
          <Button size="large" onClick={frame.onClose}>
            {say('pair.later')}
          </Button>
          <Button type="submit" look="primary" size="large">
            {say('pair.pasted')}
          </Button>
        </>
      }
    >
      <PublicKey
        publicKey={of.public_key ?? ''}
        fingerprint={of.fingerprint}
        version={String(of.version)}
        account={account.name}
        generated
      />
    </WizardDialog>
  );
}

interface ProveProps extends PageProps {
  of: KeyShown;
  keep: (report: TestReport) => void;
  back: () => void;
}

function Prove({ account, of, keep, back, ...frame }: ProveProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const changed = useKeysChanged();
  const prove = useMutation({
    mutationFn: () => platform.call('prove_key', { account: account.name, fingerprint: of.fingerprint }),
    onSuccess: (report) => {
      keep(report);
      changed();
    },
  });
  const version = String(of.version);
  const passed = prove.data?.passed === true;
  return (
    <WizardDialog
      {...frame}
      note={passed ? say('new-key.proved.note', { version }) : say('new-key.later.note')}
      onSubmit={() => (passed ? frame.onClose() : prove.mutate())}
      actions={
        <>
          <Button size="large" onClick={back}>
            {say('account.back')}
          </Button>
          {!passed && (
            <Button size="large" onClick={frame.onClose}>
              {say('pair.later')}
            </Button>
          )}
          <Button type="submit" look="primary" size="large" disabled={prove.isPending} aria-busy={prove.isPending}>
            {passed
              ? say('new-key.done')
              : prove.data === undefined
                ? say('rotation.prove', { version })
                : say('proof.again')}
          </Button>
        </>
      }
    >
      <p>{say('rotation.prove.what', { version })}</p>
      {prove.error !== null && <Wrong error={Refused.from(prove.error).error} />}
      {prove.data !== undefined && <TestCard report={prove.data} version={version} antom={account.antom_fingerprint} />}
      {prove.data?.our_signature.passed === false && (
        <Callout kind="care" actions={<Button onClick={back}>{say('proof.to.pair')}</Button>}>
          {prove.data.code === 'KEY_NOT_FOUND' ? say('proof.mend.version') : say('proof.mend.ours')}
        </Callout>
      )}
    </WizardDialog>
  );
}

function Show({ account, of, onClose }: { account: AccountView; of: KeyShown; onClose: () => void }) {
  const { say } = useWords();
  const version = String(of.version);
  return (
    <WizardDialog
      title={say('new-key.show.title', { version })}
      onClose={onClose}
      onSubmit={onClose}
      actions={
        <Button type="submit" look="primary" size="large">
          {say('common.close')}
        </Button>
      }
    >
      <PublicKey
        publicKey={of.public_key ?? ''}
        fingerprint={of.fingerprint}
        version={version}
        account={account.name}
        generated
      />
    </WizardDialog>
  );
}
