import { IconClockExclamation, IconDatabaseExport, IconKeyOff, IconShieldExclamation } from '@tabler/icons-react';
import { Advice } from '@/parts/Advice';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
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

function ToSettings() {
  const { say } = useWords();
  const { go, has } = usePlaces();
  if (!has('settings')) return null;
  return (
    <Buttons>
      <Button look="primary" onClick={() => go('settings')}>
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
