import {
  IconClockExclamation,
  IconDatabaseExport,
  IconDatabaseX,
  IconKeyOff,
  IconPlugConnectedX,
  IconShieldExclamation,
} from '@tabler/icons-react';
import { Advice } from '@/parts/Advice';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { InEnglish } from '@/parts/InEnglish';
import { WhatIsBroken } from '@/shell/Broken';
import { usePulse } from '@/shell/pulse';
import { useRestore } from '@/shell/restoring';
import { usePlaces } from '@/shell/screen';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import type { BodyProps } from './Concern';
import { Buttons } from './Parts';

/** A history that nobody can open again when the keychain is lost. */
export function RecoveryCode() {
  const { say } = useWords();
  return (
    <>
      <Advice tone="authorised" icon={IconShieldExclamation} title={say('attention.recovery-code.title')}>
        <p>{say('attention.recovery-code.advice')}</p>
      </Advice>
      <ToSettings />
    </>
  );
}

/** Deadlines are only as right as the clock. */
export function ClockSkew() {
  const { say } = useWords();
  return (
    <>
      <Advice tone="authorised" icon={IconClockExclamation} title={say('attention.clock-skew.title')}>
        <p>{say('attention.clock-skew.advice')}</p>
      </Advice>
      <ToKeys word={say('attention.do.test')} />
    </>
  );
}

/** Without the private half nothing can be signed, so nothing can be sent or asked. */
export function KeyMissing() {
  const { say } = useWords();
  return (
    <>
      <Advice tone="failed" icon={IconKeyOff} title={say('attention.key-missing.title')}>
        <p>{say('attention.key-missing.advice')}</p>
      </Advice>
      <ToKeys word={say('attention.do.open-keys')} />
    </>
  );
}

/** What Antom cannot list again is only on this computer. */
export function BackupOld({ item }: BodyProps) {
  const { say } = useWords();
  return (
    <>
      <Advice tone="authorised" icon={IconDatabaseExport} title={say('attention.backup-old.title')}>
        <p>{weave(say('attention.backup-old.advice', { at: '{at}' }), { at: <At at={item.at} /> })}</p>
      </Advice>
      <ToSettings />
    </>
  );
}

/** The backup that is made by itself, and why it failed. */
export function BackupFailed({ item }: BodyProps) {
  const { say } = useWords();
  return (
    <>
      <Advice tone="authorised" icon={IconDatabaseExport} title={say('attention.backup-failed.title')}>
        <p>{weave(say('attention.backup-failed.advice', { at: '{at}' }), { at: <At at={item.at} /> })}</p>
        <p className="small quiet selectable">
          <InEnglish>{item.advice}</InEnglish>
        </p>
      </Advice>
      <ToSettings />
    </>
  );
}

/** A history that is open for reading only. Where restoring a backup is the way out, it begins here. */
export function HistoryBroken({ item }: BodyProps) {
  const { say } = useWords();
  const { trouble } = usePulse();
  const restore = useRestore();
  return (
    <>
      <Advice tone="failed" icon={IconDatabaseX} title={say('attention.history-broken.title')}>
        <p>{say('attention.history-broken.advice')}</p>
        {trouble === null ? (
          <p className="selectable">
            <InEnglish>{item.advice}</InEnglish>
          </p>
        ) : (
          <WhatIsBroken trouble={trouble} />
        )}
      </Advice>
      {restore !== null && (
        <Buttons>
          <Button look="primary" onClick={restore}>
            {say('broken.restore')}
          </Button>
        </Buttons>
      )}
    </>
  );
}

/** Somebody else calls the receiver, or address and key are not those that Antom uses. */
export function NotificationsRefused({ item, acts }: BodyProps) {
  const { say } = useWords();
  const { go, has } = usePlaces();
  return (
    <>
      <Advice tone="authorised" icon={IconPlugConnectedX} title={say('attention.notifications-refused.title')}>
        <p>{weave(say('attention.notifications-refused.advice', { at: '{at}' }), { at: <At at={item.at} /> })}</p>
        <p className="small quiet selectable">
          <InEnglish>{item.advice}</InEnglish>
        </p>
      </Advice>
      <Buttons>
        {has('keys') && (
          <Button look="primary" onClick={() => go('keys')}>
            {say('attention.do.open-keys')}
          </Button>
        )}
        {item.readable && <Button onClick={() => acts.read(item)}>{say('attention.do.read-it')}</Button>}
      </Buttons>
    </>
  );
}

function ToSettings() {
  const { say } = useWords();
  const { go, has } = usePlaces();
  if (!has('settings')) return null;
  return (
    <Buttons>
      <Button look="primary" onClick={() => go('settings', { part: 'history' })}>
        {say('attention.do.open-settings')}
      </Button>
    </Buttons>
  );
}

function ToKeys({ word }: { word: string }) {
  const { go, has } = usePlaces();
  if (!has('keys')) return null;
  return (
    <Buttons>
      <Button look="primary" onClick={() => go('keys')}>
        {word}
      </Button>
    </Buttons>
  );
}
