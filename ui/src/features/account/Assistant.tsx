import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Wrong } from '@/parts/Callout';
import { useEnvironment } from '@/parts/environment';
import type { WizardFrame } from '@/parts/Wizard';
import type { AccountView, StagedKey } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { usePreferences } from '@/shell/preferences';
import { type Say, useWords } from '@/words/words';
import { AntomKey } from './AntomKey';
import { DETAILS, Details } from './Details';
import { type FormField, firstForm, isBegun, looksPrivate } from './form';
import { KeyPair } from './KeyPair';
import { importFrom, MakeKey, ORIGINS, type Origin, useDo } from './MakeKey';
import { type Page, Proof } from './Proof';
import { useCheck } from './useCheck';
import { useProof } from './useProof';
import { useStaging } from './useStaging';

const KEPT = 'account-draft';
const PAGES: readonly (Page | 'proof')[] = ['details', 'pair', 'antom', 'proof'];

interface AssistantProps {
  Frame: WizardFrame;
  title: string;
  /** What follows once the account is there, named in the line of steps. */
  last?: string;
  onAdded: (account: AccountView) => void;
  onClose?: () => void;
}

/** Adds an account, step by step; every mistake that can be caught is caught before the account is kept. */
export function Assistant(props: AssistantProps) {
  const platform = usePlatform();
  const staged = useQuery({ queryKey: ['staged-key'], queryFn: () => platform.call('staged_key', {}) });
  if (staged.isPending) return null;
  return <Begun {...props} staged={staged.data ?? null} />;
}

function Begun({ Frame, title, last, onAdded, onClose, staged }: AssistantProps & { staged: StagedKey | null }) {
  const { say } = useWords();
  const environment = useEnvironment();
  const { all, keep } = usePreferences();
  const [form, setForm] = useState(() => firstForm(environment, all[KEPT]));
  const [page, setPage] = useState<Page | 'proof'>(() => (staged !== null && isBegun(form) ? 'pair' : 'details'));
  const [first, setFirst] = useState<FormField>('name');
  const [origin, setOrigin] = useState<Origin>('generate');
  const doIt = useDo(origin);
  const check = useCheck();
  const key = useStaging(staged);
  const proof = useProof(form, (account) => {
    keep(KEPT, '');
    onAdded(account);
  });

  const type = (field: FormField, text: string) => {
    if (looksPrivate(text)) {
      // It never becomes state: the field draws again what stood there before.
      check.set({ spot: field, text: say('account.private') });
      return;
    }
    if (check.wrong?.spot === field) check.set(null);
    setForm((before) => ({ ...before, [field]: text }));
  };
  const goOn = async (from: Page, fields: readonly FormField[]) => {
    if (!(await check.pass(form, fields))) return;
    keep(KEPT, JSON.stringify(form));
    setPage(PAGES[PAGES.indexOf(from) + 1] ?? from);
  };
  const goTo = (to: Page, field: FormField = 'name') => {
    setFirst(field);
    setPage(to);
  };
  const wrongAt = (field: FormField) => (check.wrong?.spot === field ? check.wrong.text : null);

  const steps = { all: stepsOf(last, say), at: PAGES.indexOf(page), label: say('account.steps') };
  const leave = () => {
    keep(KEPT, JSON.stringify(form));
    onClose?.();
  };
  const shared = { title, steps, ...(onClose === undefined ? {} : { onClose: leave }) };
  const back = (to: Page) => (
    <Button size="large" onClick={() => goTo(to)}>
      {say('account.back')}
    </Button>
  );

  const close = onClose !== undefined && (
    <Button size="large" onClick={leave}>
      {say('common.close')}
    </Button>
  );

  switch (page) {
    case 'details':
      return (
        <Frame
          {...shared}
          note={say('account.details.note')}
          onSubmit={() => void goOn('details', DETAILS)}
          actions={
            <>
              {close}
              <Forward word={say('account.next')} />
            </>
          }
        >
          <Details
            form={form}
            wrong={check.wrong}
            type={type}
            leave={(field) => check.leave(form, field)}
            first={first}
          />
        </Frame>
      );
    case 'pair':
      return key.staged === null ? (
        <Frame
          {...shared}
          note={say('pair.note')}
          onSubmit={() => key.stage(importFrom(origin))}
          actions={
            <>
              {close}
              {back('details')}
              <Forward word={doIt} busy={key.busy} />
            </>
          }
        >
          <MakeKey among={ORIGINS} origin={origin} choose={setOrigin} />
          {key.refused !== null && <Wrong error={key.refused} />}
        </Frame>
      ) : (
        <Frame
          {...shared}
          turn="staged"
          note={say('pair.staged.note')}
          onSubmit={() => void goOn('pair', ['key_version'])}
          actions={
            <>
              {close}
              {back('details')}
              <Forward word={environment === 'training' ? say('account.next') : say('pair.pasted')} />
            </>
          }
        >
          <KeyPair
            staged={key.staged}
            version={form.key_version}
            wrong={wrongAt('key_version')}
            setVersion={(version) => type('key_version', version)}
            leave={() => check.leave(form, 'key_version')}
            discard={key.discard}
          />
        </Frame>
      );
    case 'antom':
      return (
        <Frame
          {...shared}
          note={say('antom-key.note')}
          onSubmit={() => void goOn('antom', ['antom_key'])}
          actions={
            <>
              {close}
              {back('pair')}
              <Forward word={say('account.next')} disabled={form.antom_key.trim() === ''} />
            </>
          }
        >
          <AntomKey
            text={form.antom_key}
            wrong={wrongAt('antom_key')}
            type={(text) => type('antom_key', text)}
            leave={() => form.antom_key.trim() !== '' && check.leave(form, 'antom_key')}
          />
        </Frame>
      );
    default: {
      const passed = proof.report?.passed === true;
      return (
        <Frame
          {...shared}
          note={passed ? undefined : say('proof.later.note')}
          onSubmit={passed ? proof.add : proof.test}
          actions={
            <>
              {back('antom')}
              {!passed && (
                <Button size="large" disabled={proof.busy} onClick={proof.add}>
                  {say('pair.later')}
                </Button>
              )}
              <Forward
                word={passed ? say('proof.add') : proof.report === null ? say('proof.test') : say('proof.again')}
                busy={proof.busy}
              />
            </>
          }
        >
          {key.staged !== null && (
            <Proof form={form} staged={key.staged} report={proof.report} refused={proof.refused} go={goTo} />
          )}
        </Frame>
      );
    }
  }
}

function Forward({ word, busy = false, disabled = false }: { word: string; busy?: boolean; disabled?: boolean }) {
  return (
    <Button type="submit" look="primary" size="large" disabled={busy || disabled} aria-busy={busy}>
      {word}
    </Button>
  );
}

function stepsOf(last: string | undefined, say: Say) {
  const words = [
    say('account.step.details'),
    say('account.step.pair'),
    say('account.step.antom'),
    say('account.step.test'),
  ];
  return [...words, ...(last === undefined ? [] : [last])].map((word) => ({ word }));
}
