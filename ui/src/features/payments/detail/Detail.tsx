import { IconArrowLeft, IconChevronDown, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { AtCounter } from '@/features/counter/AtCounter';
import { NextQuestion } from '@/features/watching/NextQuestion';
import { Button } from '@/parts/Button';
import { CopyButton } from '@/parts/CopyButton';
import { isLeft } from '@/parts/escape';
import { Icon } from '@/parts/Icon';
import { Money } from '@/parts/Money';
import { StatePill } from '@/parts/StateWord';
import { STATES } from '@/parts/state';
import type { OrderId, OrderView, RowView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { Trouble } from '@/shell/Guard';
import { useLooking } from '@/shell/looking';
import { inOneLine, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import { Actions } from './Actions';
import { BuyerFacts } from './BuyerFacts';
import styles from './Detail.module.css';
import { Evidence } from './Evidence';
import { Identifiers } from './Identifiers';
import { Intents } from './Intents';
import { MoneyFacts } from './MoneyFacts';
import { NextStep } from './NextStep';
import { Notes } from './Notes';
import { Ship } from './Ship';
import { Story } from './Story';

interface DetailProps {
  id: OrderId;
  /** What the list knows of it already; drawn at once. */
  row: RowView | null;
  /** `3 of 1,204`, where it stands in the list. */
  place: string | null;
  /** It has the window for itself, without the list beside it. */
  alone: boolean;
  /** Goes up whenever it shall take the focus. */
  focus: number;
  onNext: () => void;
  onClose: () => void;
  onQuery: (line: string) => void;
}

/** One payment: how much, how it stands, what happens next, the one right thing to do, and all that led there. */
export function Detail({ id, row, place, alone, focus, onNext, onClose, onQuery }: DetailProps) {
  const { say } = useWords();
  const platform = usePlatform();
  useLooking(id);
  const { data, error } = useQuery({
    queryKey: ['order', id, 'show'],
    queryFn: () => platform.call('show', { order: id }),
  });
  const known = data ?? row;
  const body = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus > 0) body.current?.focus();
  }, [focus]);

  return (
    <section
      className={styles['pane']}
      aria-label={say('detail.label', { reference: known?.reference ?? '' })}
      onKeyDown={(event) => {
        if (!isLeft(event)) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles['head']}>
        {alone && (
          <Button look="quiet" icon aria-label={say('detail.back')} onClick={onClose}>
            <Icon of={IconArrowLeft} />
          </Button>
        )}
        <h2 className="num clip">{known?.reference}</h2>
        {known !== null && (
          <CopyButton text={known.reference} what={say('detail.order-number')} label={say('detail.copy-order')} />
        )}
        <span className="push" />
        {place !== null && <span className={`${styles['place']} num`}>{place}</span>}
        <Button look="quiet" icon aria-label={say('detail.next')} title={`${say('detail.next')} (j)`} onClick={onNext}>
          <Icon of={IconChevronDown} />
        </Button>
        {!alone && (
          <Button
            look="quiet"
            icon
            aria-label={say('detail.close')}
            title={`${say('detail.close')} (Esc)`}
            onClick={onClose}
          >
            <Icon of={IconX} />
          </Button>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must scroll by the keyboard too */}
      <section className={styles['body']} ref={body} tabIndex={0} aria-label={say('detail.facts')}>
        {known !== null && (
          <div className={styles['sum']}>
            <Money of={known.amount} void={STATES[known.state].void} large />
            <span className="push">
              <StatePill state={known.state} />
            </span>
          </div>
        )}
        {error !== null && data === undefined ? (
          <Failed error={error} />
        ) : data === undefined ? (
          <Skeleton label={say('detail.loading')} />
        ) : (
          <Known order={data} onQuery={onQuery} />
        )}
      </section>
      {data !== undefined && <Evidence key={data.id} order={data} />}
    </section>
  );
}

function Known({ order, onQuery }: { order: OrderView; onQuery: (line: string) => void }) {
  const [asked, setAsked] = useState(0);
  const add = () => setAsked((before) => before + 1);
  return (
    <div key={order.id}>
      <NextStep order={order} />
      <Ship order={order} />
      <NextQuestion order={order.id} />
      <Actions order={order} onNote={add} />
      <AtCounter order={order} />
      <Intents order={order} />
      <Story order={order} />
      <hr className={styles['rule']} />
      <MoneyFacts order={order} />
      <BuyerFacts order={order} onQuery={onQuery} />
      <Identifiers order={order} />
      <Notes order={order} asked={asked} onAdd={add} />
    </div>
  );
}

function Failed({ error }: { error: Error }) {
  const { say, language } = useWords();
  return <Trouble title={say('detail.gone')} body={inOneLine(toldIn(language, Refused.from(error).error))} />;
}

function Skeleton({ label }: { label: string }) {
  return (
    <div className={styles['skeleton']} role="status" aria-label={label}>
      {['90%', '70%', '100%', '60%', '80%', '95%', '40%'].map((width) => (
        <span key={width} style={{ width }} />
      ))}
    </div>
  );
}
