import { IconClockPause } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Approvals, useApprovals } from '@/features/approvals/Approvals';
import { Consider } from '@/features/approvals/Consider';
import { Watched } from '@/features/watching/Watched';
import { Button } from '@/parts/Button';
import { useBeside } from '@/parts/beside';
import { Chip } from '@/parts/Chip';
import { KeyHint } from '@/parts/KeyCap';
import { useListTakesFocus } from '@/parts/rowFocus';
import type { ApprovalView, AttentionItem, Attention as Attentions, OrderId } from '@/platform/contract';
import { type Platform, Refused, usePlatform } from '@/platform/platform';
import { askAfresh } from '@/shell/afresh';
import { useAsk } from '@/shell/ask';
import { useOrderErrand } from '@/shell/errand';
import { Foot } from '@/shell/Foot';
import { Trouble } from '@/shell/Guard';
import { singleLetters, usePreferences } from '@/shell/preferences';
import { usePulse } from '@/shell/pulse';
import { useRemembered } from '@/shell/screen';
import { useStop } from '@/shell/stop';
import { inSentences, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import styles from './Attention.module.css';
import { Away } from './Away';
import type { Acts } from './acts';
import { Concern } from './detail/Concern';
import { NothingNeedsYou, NothingSnoozed } from './Empty';
import { grouped } from './groups';
import { type Active, List } from './list/List';
import { RowAct } from './RowAct';
import { SendAgain } from './SendAgain';
import { Snooze } from './snooze/Snooze';
import { useRead } from './useActs';
import { useNearDeadlines } from './useNearDeadlines';

type View = 'mine' | 'snoozed';

const FIRST: Active = { index: 0, id: null };
const NONE: readonly AttentionItem[] = [];

/** All that needs a person, in one place, until nothing does. */
export default function Attention() {
  const { say } = useWords();
  const { all: preferences } = usePreferences();
  const { data, error, refetch } = useAttention();
  const [view, setView] = useRemembered<View>('attention.view', 'mine');
  const [active, setActive] = useRemembered<Active>('attention.active', FIRST);
  const [opened, setOpened] = useRemembered<string | null>('attention.open', null);
  const { alone, focus, focusList, focusDetail } = useBeside(opened !== null);
  const [looking, setLooking] = useState<ApprovalView | null>(null);
  const [asking, setAsking] = useState<{ what: 'snooze' | 'again'; item: AttentionItem } | null>(null);

  const groups = grouped((view === 'mine' ? data?.items : data?.snoozed) ?? NONE);
  const items = groups.flatMap((filled) => filled.items);
  const approvals = useApprovals();
  // What others are asked is waited for here, and is nothing that I have to do.
  const mine = approvals.filter((approval) => approval.for_me).length;
  const waiting = view === 'mine' && approvals.length > 0 ? <Approvals open={approvals} look={setLooking} /> : null;
  const here = useHere(items, active, setActive);
  const shown = items.find(({ id }) => id === opened) ?? null;
  const goOn = useGoingOn(data !== undefined && shown === null ? opened : null, here.id, setOpened);
  useNearDeadlines(data?.items ?? NONE);

  useListTakesFocus(items.length > 0);
  const asked = useAsk();
  const stopped = useStop(focusList);
  const read = useRead();
  const acts: Acts = {
    ...asked,
    ...stopped,
    read: (item, told) => {
      if (item.readable) goOn();
      read(item, told);
      focusList();
    },
    snooze: (item) => setAsking({ what: 'snooze', item }),
    sendAgain: (item) => setAsking({ what: 'again', item }),
  };
  const open = (item: AttentionItem, index: number, reading = alone) => {
    setActive({ index, id: item.id });
    setOpened(item.id);
    // On a page of its own the detail takes the keyboard; beside the list it leaves it there.
    if (reading) focusDetail();
    else focusList();
  };
  const close = () => {
    setOpened(null);
    focusList();
  };
  useSentFor(data, (item, next) => {
    setView(next);
    setActive({ index: 0, id: item.id });
    setOpened(item.id);
  });

  const onKey = (event: KeyboardEvent): boolean => {
    const item = items[here.index];
    const letters = singleLetters(preferences);
    if (event.key === 'Escape') {
      event.preventDefault();
      if (shown !== null) setOpened(null);
      else setView('mine');
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (letters && item !== undefined && view === 'mine' && (event.key === 'h' || event.key === 'e')) {
      event.preventDefault();
      if (event.key === 'h') acts.snooze(item);
      else acts.read(item);
      return true;
    }
    return !letters && /^[a-z]$/.test(event.key);
  };
  const turn = (next: View) => {
    setView(next);
    setActive(FIRST);
    setOpened(null);
  };

  return (
    <div className={styles['screen']} data-split={shown !== null}>
      <section className={styles['list']} aria-label={say('attention.list')}>
        <div className={styles['bar']}>
          <h1 className={styles['title']}>{say('attention.title')}</h1>
          {data !== undefined && view === 'mine' && items.length + mine > 0 && (
            <span className={`${styles['count']} clip`}>{say('attention.count', { count: items.length + mine })}</span>
          )}
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks and manners */}
          <div className={styles['chips']} role="group" aria-label={say('attention.chips')}>
            <Chip
              word={say('attention.chip.mine')}
              count={data === undefined ? undefined : data.items.length + mine}
              on={view === 'mine'}
              onClick={() => turn('mine')}
            />
            <Chip
              icon={IconClockPause}
              word={say('attention.chip.snoozed')}
              count={data?.snoozed.length}
              on={view === 'snoozed'}
              onClick={() => turn('snoozed')}
            />
          </div>
        </div>
        {data?.away != null && view === 'mine' && <Away away={data.away} />}
        {error !== null && data === undefined ? (
          <Unreadable thrown={error} again={() => void refetch()} />
        ) : data === undefined ? (
          <p className="heard" role="status">
            {say('attention.loading')}
          </p>
        ) : items.length > 0 ? (
          <List
            groups={groups}
            approvals={waiting}
            active={here}
            act={(item, isActive) => (
              <RowAct
                item={item}
                isActive={isActive}
                acts={acts}
                onOpen={() => open(item, items.indexOf(item), true)}
              />
            )}
            onMove={(next, item) => {
              setActive(next);
              focusList();
              // The open detail follows the keyboard; a closed one stays closed.
              if (shown !== null) setOpened(item.id);
            }}
            onOpen={open}
            onKey={onKey}
            focus={focus.list}
          />
        ) : waiting !== null ? (
          <div className={styles['waiting']}>
            {waiting}
            {mine === 0 && <NothingNeedsYou next={data.next_deadline} />}
          </div>
        ) : view === 'mine' ? (
          <NothingNeedsYou next={data.next_deadline} />
        ) : (
          <NothingSnoozed />
        )}
        <Watched />
      </section>
      {shown !== null && (
        <Concern key={shown.id} item={shown} acts={acts} alone={alone} focus={focus.detail} onClose={close} />
      )}
      <Foot
        hints={
          <>
            <KeyHint keys={['j', 'k']} does={say('payments.hint.move')} />
            <KeyHint keys={['Enter']} does={say('payments.hint.open')} />
            {view === 'mine' && <KeyHint keys={['h']} does={say('attention.hint.snooze')} />}
            {view === 'mine' && <KeyHint keys={['e']} does={say('attention.hint.read')} />}
          </>
        }
      >
        <span>{say('attention.foot')}</span>
      </Foot>
      {looking !== null && <Consider approval={looking} onClose={() => setLooking(null)} />}
      {asking?.what === 'snooze' && <Snooze item={asking.item} onSnoozed={goOn} onClose={() => setAsking(null)} />}
      {asking?.what === 'again' && <SendAgain item={asking.item} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** What needs a person, asked again when orders change and when the core counts another number of things. */
function useAttention() {
  const platform = usePlatform();
  const client = useQueryClient();
  const { attention: count } = usePulse();
  const counted = useRef(count);
  useEffect(() => {
    if (counted.current === count) return;
    counted.current = count;
    void client.invalidateQueries({ queryKey: ['attention'] });
    // A request for approval that lapses is no fact: only the count tells of it.
    void client.invalidateQueries({ queryKey: ['approvals'] });
  }, [client, count]);
  return useQuery(attention(platform));
}

function attention(platform: Platform) {
  return { queryKey: ['attention'], queryFn: () => platform.call('attention', {}) };
}

/** Where the keyboard is now. When its thing is done with, it stands on the one that took its place. */
function useHere(items: readonly AttentionItem[], active: Active, setActive: (active: Active) => void): Active {
  const found = active.id === null ? -1 : items.findIndex(({ id }) => id === active.id);
  const index = found >= 0 ? found : Math.max(0, Math.min(active.index, items.length - 1));
  const id = items[index]?.id ?? null;
  useEffect(() => {
    if (id !== null && (index !== active.index || id !== active.id)) setActive({ index, id });
  }, [index, id, active, setActive]);
  return { index, id };
}

/**
 * What becomes of the detail when its thing is gone. Where the person saw to it here, the next one is shown: call what
 * this answers before. Otherwise the detail closes: nothing changes under a hand that is about to press.
 */
function useGoingOn(gone: string | null, next: string | null, show: (id: string | null) => void): () => void {
  const wanted = useRef(false);
  useEffect(() => {
    if (gone === null) return;
    show(wanted.current ? next : null);
    wanted.current = false;
  }, [gone, next, show]);
  return useCallback(() => {
    wanted.current = true;
  }, []);
}

/** Opens what needs a person about the order that people were sent here for, also where it was put off. */
function useSentFor(list: Attentions | undefined, show: (item: AttentionItem, view: View) => void): void {
  const { say } = useWords();
  const platform = usePlatform();
  const client = useQueryClient();
  const find = ({ items, snoozed }: Attentions, of: OrderId) => {
    const about = ({ order }: AttentionItem) => order === of;
    const [item, later] = [items.find(about), snoozed.find(about)];
    if (item !== undefined) return { item, view: 'mine' as const };
    return later === undefined ? null : { item: later, view: 'snoozed' as const };
  };
  useOrderErrand({
    known: (order) => (list === undefined ? null : find(list, order)),
    read: async (order) => find(await askAfresh(client, attention(platform)), order),
    show: ({ item, view }) => show(item, view),
    elsewhere: say('attention.elsewhere'),
  });
}

function Unreadable({ thrown, again }: { thrown: unknown; again: () => void }) {
  const { say, language } = useWords();
  return (
    <Trouble title={say('attention.trouble')} body={inSentences(toldIn(language, Refused.from(thrown).error))}>
      <Button onClick={again}>{say('common.try-again')}</Button>
    </Trouble>
  );
}
