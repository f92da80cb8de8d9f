import { useCare } from '@/features/keys/useKeys';
import { Button } from '@/parts/Button';
import type { CommandError } from '@/platform/contract';
import { Trouble } from '@/shell/Guard';
import { useRestore } from '@/shell/restoring';
import { useNow, useZone } from '@/time/clock';
import { printNear } from '@/time/zone';
import { inOneLine, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';

interface UnreadableProps {
  error: CommandError;
  again: () => void;
}

/** The payments cannot be read. Where a backup is the way out, it is named, and its restore begins here. */
export function Unreadable({ error, again }: UnreadableProps) {
  const { say, language } = useWords();
  const restore = useRestore();
  const words = inOneLine(toldIn(language, error));
  if (restore !== null) return <Restorable words={words} again={again} restore={restore} />;
  return (
    <Trouble title={say('trouble.ledger.title')} body={words}>
      <Button onClick={again}>{say('common.try-again')}</Button>
    </Trouble>
  );
}

interface RestorableProps {
  words: string;
  again: () => void;
  restore: () => void;
}

function Restorable({ words, again, restore }: RestorableProps) {
  const { say } = useWords();
  return (
    <Trouble title={say('trouble.ledger.title')} body={[words, useNewestBackup()].join(' ').trim()}>
      <Button look="primary" onClick={restore}>
        {say('broken.restore')}
      </Button>
      <Button onClick={again}>{say('common.try-again')}</Button>
    </Trouble>
  );
}

/** Which backups there are, as far as the core can still say. */
function useNewestBackup(): string {
  const { say, language } = useWords();
  const { data } = useCare();
  const zone = useZone();
  const now = useNow(60_000);
  if (data === undefined) return '';
  const { last_backup: made, automatic } = data;
  const at = (moment: string) => printNear(moment, now, zone, language);
  return [
    made === null ? '' : say('trouble.ledger.backup', { at: at(made.at) }),
    automatic.last_at === null
      ? ''
      : say('trouble.ledger.by-itself', { at: at(automatic.last_at), folder: automatic.folder }),
  ]
    .filter((words) => words !== '')
    .join(' ');
}
