import type { ReactNode } from 'react';
import { KeyHint } from '@/parts/KeyCap';
import { Foot } from '@/shell/Foot';
import { usePulse } from '@/shell/pulse';
import { usePlaces } from '@/shell/screen';
import { useNow } from '@/time/clock';
import { printLength } from '@/time/left';
import { printCount, useWords } from '@/words/words';

interface PaymentsFootProps {
  query: string;
  total: number | null;
  children: ReactNode;
}

/** What is stored, what waits to leave, what is being checked; and the keys. */
export function PaymentsFoot({ query, total, children }: PaymentsFootProps) {
  const { say } = useWords();
  const { has } = usePlaces();
  const pulse = usePulse();
  const isAll = query === '' || total === null || total === pulse.orders;
  return (
    <Foot
      hints={
        isAll ? (
          <>
            <KeyHint keys={['j', 'k']} does={say('payments.hint.move')} />
            <KeyHint keys={['Enter']} does={say('payments.hint.open')} />
            <KeyHint keys={['/']} does={say('payments.hint.search')} />
            {has('request') && <KeyHint keys={['n']} does={say('payments.hint.new')} />}
          </>
        ) : (
          <>
            <KeyHint keys={['Enter']} does={say('payments.hint.open')} />
            <KeyHint keys={['Ctrl S']} does={say('payments.hint.save')} />
            <KeyHint keys={['Esc']} does={say('payments.hint.clear')} />
          </>
        )
      }
    >
      {children}
      <span>
        {isAll
          ? say('payments.status.stored', { count: pulse.orders })
          : say('payments.of', { shown: printCount(total), all: printCount(pulse.orders) })}
      </span>
      <span>
        {pulse.outbox === 0
          ? say('payments.status.outbox.empty')
          : say('payments.status.outbox', { count: pulse.outbox })}
      </span>
      <Checking />
    </Foot>
  );
}

function Checking() {
  const { say } = useWords();
  const { checking, next_check_at } = usePulse();
  const now = useNow(1000);
  if (checking === 0) return <span>{say('payments.status.checking.none')}</span>;
  if (next_check_at === null) return <span>{say('payments.status.checking', { count: checking })}</span>;
  const time = printLength(Date.parse(next_check_at) - now, say);
  return <span>{say('payments.status.checking.next', { count: checking, time })}</span>;
}
