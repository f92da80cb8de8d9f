import { KeyHint } from '@/parts/KeyCap';
import type { Move } from '@/platform/contract';
import { Foot } from '@/shell/Foot';
import { useNow, useZone } from '@/time/clock';
import { printLength } from '@/time/left';
import { printExact } from '@/time/zone';
import { useWords } from '@/words/words';

interface RefundsFootProps {
  outbox: readonly Move[];
  antom: readonly Move[];
}

/** When the next one leaves, when Antom is asked next; and the keys. */
export function RefundsFoot({ outbox, antom }: RefundsFootProps) {
  const { say } = useWords();
  return (
    <Foot
      hints={
        <>
          {outbox.length > 0 && <KeyHint keys={['Ctrl Z']} does={say('refunds.hint.stop')} />}
          <KeyHint keys={['j', 'k']} does={say('payments.hint.move')} />
          <KeyHint keys={['Enter']} does={say('payments.hint.open')} />
          <KeyHint keys={['f']} does={say('refunds.hint.filter')} />
        </>
      }
    >
      <Leaves outbox={outbox} />
      <Asked antom={antom} />
    </Foot>
  );
}

function Leaves({ outbox }: { outbox: readonly Move[] }) {
  const { say } = useWords();
  const zone = useZone();
  const count = outbox.length;
  const next = earliest(outbox.map(({ stage, not_before }) => (stage === 'queued' ? not_before : null)));
  if (count === 0) return <span>{say('payments.status.outbox.empty')}</span>;
  if (next === null) return <span>{say('payments.status.outbox', { count })}</span>;
  return <span>{say('refunds.status.outbox', { count, time: printExact(next, zone) })}</span>;
}

function Asked({ antom }: { antom: readonly Move[] }) {
  const { say } = useWords();
  const now = useNow(1000);
  const count = antom.length;
  const next = earliest(antom.map(({ next_check_at }) => next_check_at));
  if (count === 0) return <span>{say('payments.status.checking.none')}</span>;
  if (next === null) return <span>{say('payments.status.checking', { count })}</span>;
  const time = printLength(next - now, say);
  return <span>{say('payments.status.checking.next', { count, time })}</span>;
}

function earliest(moments: readonly (string | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null).map((moment) => Date.parse(moment));
  return known.length === 0 ? null : Math.min(...known);
}
