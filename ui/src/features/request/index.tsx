import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNotice } from '@/parts/Notice';
import type { Channel, OrderView, Remark, RequestDefaults, RequestDraft } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { Trouble } from '@/shell/Guard';
import { useLooking } from '@/shell/looking';
import { usePreferences } from '@/shell/preferences';
import { usePulse } from '@/shell/pulse';
import { usePlaces } from '@/shell/screen';
import { inSentences, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import { TAKE } from '../counter/AtCounter';
import { StopOffering } from '../payments/detail/StopOffering';
import { ActionBar } from './ActionBar';
import { Aside } from './Aside';
import { type BenchStore, useBench, useBenchStore } from './bench';
import { bringBack, dropAside, firstBench, load, ownOrder, startNew } from './desks';
import { FormProvider, idOf } from './form/context';
import { type By, Form } from './form/Form';
import { Note } from './form/Note';
import { useRequestCommands, useRequestKeys } from './keys';
import { LargeQr } from './LargeQr';
import { OldLink } from './OldLink';
import { useTurn } from './panel/Outcome';
import { Panel } from './panel/Panel';
import { FIRST_SHARE } from './panel/Share';
import styles from './Request.module.css';
import { RequestFoot } from './RequestFoot';
import { withoutOwnLink } from './remarks';
import { Slip } from './Slip';
import { isDone, useStanding } from './standing';
import { useChecked } from './useChecked';
import { useKeeping } from './useKeeping';
import { useMaking } from './useMaking';
import { useSharing } from './useSharing';

/** Take an order by phone with the keyboard only, and know that it will reach the buyer. */
export default function Request() {
  const { say, language } = useWords();
  const platform = usePlatform();
  const { data, error } = useQuery({
    queryKey: ['request', 'defaults'],
    queryFn: () => platform.call('request_defaults', {}),
    // The suggested number is one nobody used yet: every visit asks for it afresh.
    gcTime: 0,
  });
  if (data !== undefined) return <Loaded defaults={data} />;
  if (error === null) return <h1 className="heard">{say('request.title')}</h1>;
  return <Trouble title={say('request.cannot')} body={inSentences(toldIn(language, Refused.from(error).error))} />;
}

function Loaded({ defaults }: { defaults: RequestDefaults }) {
  const store = useBenchStore(() => firstBench(defaults));
  const bench = useBench(store);
  const platform = usePlatform();
  const notice = useNotice();
  const { all, keep } = usePreferences();
  const isOffline = usePulse().offline_since !== null;
  const [attempted, setAttempted] = useState(false);
  const [isStopping, setStopping] = useState(false);
  const by: By = all['request.by'] === 'email' ? 'email' : 'phone';
  const { desk, stage } = bench;
  const { draft, made } = desk;

  const order = useOrder(made?.order ?? null);
  useLooking(made?.order ?? null);
  const standing = useStanding(order);
  const { checked, trouble, ask } = useChecked(draft, ownOrder(desk), order, stage !== 'idle');
  const saveDraft = useKeeping(store, notice.trouble);
  const sharing = useSharing();
  useTurn(order);
  useVisits(store, defaults);
  useFocusOnAmount(made === null ? desk.loaded : null);
  const focusSoon = useFocusSoon();

  const change = useCallback(
    (next: Partial<RequestDraft>) => {
      if (store.get().stage === 'idle')
        store.set({ desk: { ...store.get().desk, draft: { ...store.get().desk.draft, ...next } }, trouble: null });
    },
    [store],
  );
  const onWrong = (remark: Remark) => {
    setAttempted(true);
    focusSoon([idOf(remark.field, remark.item)]);
  };
  const onMade = (next: OrderView) => {
    setAttempted(false);
    shareAgain(next, (channel) => sharing.give(next.id, channel));
    focusSoon([FIRST_SHARE, TAKE]);
  };
  const doing = useMaking({ store, bench, order, standing, isOffline, ask, onWrong, onMade });
  const another = useCallback(() => {
    if (store.get().stage !== 'idle') return;
    setAttempted(false);
    const isDraft = store.get().desk.made === null;
    startNew(store, defaults);
    if (isDraft) void saveDraft();
  }, [store, defaults, saveDraft]);

  const isLive = standing.kind === 'live';
  const orderId = made?.order ?? null;
  const { give } = sharing;
  const keys = useMemo(
    () => ({
      save: made === null ? () => void saveDraft() : null,
      copy: isLive && orderId !== null ? () => give(orderId, 'copy') : null,
      qr: isLive && orderId !== null ? () => give(orderId, 'qr') : null,
      another: made === null ? null : another,
    }),
    [made, isLive, orderId, give, saveDraft, another],
  );
  const submit = useRef(doing.submit);
  submit.current = doing.submit;
  const create = useCallback(() => submit.current(), []);
  const doings = useMemo(() => ({ ...keys, create }), [keys, create]);
  useRequestKeys(doings);
  useRequestCommands(doings);

  const amount = checked?.result.amount?.amount ?? null;
  const isAmountRead = checked !== null && checked.of.amount === draft.amount && checked.of.currency === draft.currency;
  const isLocked = doing.deferred !== null || isDone(standing);
  const result = made === null ? (checked?.result ?? null) : withoutOwnLink(checked?.result ?? null);
  const form = { draft, change, defaults, checked: result, isAmountRead, attempted };
  return (
    <div className={styles['screen']} data-list>
      <div className={styles['both']}>
        <FormProvider value={form}>
          <Form
            by={by}
            onBy={(next) => keep('request.by', next)}
            locked={isLocked}
            above={
              <Above trouble={trouble}>
                <Aside
                  aside={bench.aside}
                  onBack={(one) => bringBack(store, one)}
                  onDrop={(one) => dropAside(store, one)}
                />
              </Above>
            }
            note={<Note order={made?.order ?? null} kept={made?.draft.note ?? ''} />}
          >
            <ActionBar
              bench={bench}
              order={order}
              standing={standing}
              amount={isAmountRead ? amount : null}
              doing={doing}
              onSave={() => void saveDraft()}
              onNew={another}
              onFromThis={() => {
                if (made !== null) load(store, platform, made.order, defaults).catch(notice.trouble);
              }}
            />
          </Form>
        </FormProvider>
        <Panel
          draft={draft}
          checked={checked?.result ?? null}
          defaults={defaults}
          order={order}
          standing={standing}
          stage={stage}
          by={by}
          warnings={made?.warnings ?? []}
          isSharing={sharing.isBusy}
          isOffline={isOffline}
          isDeferred={doing.deferred !== null}
          isExplained={bench.trouble !== null}
          give={(channel) => orderId !== null && give(orderId, channel)}
          again={doing.again}
          stop={() => setStopping(true)}
          askNow={() => orderId !== null && platform.call('inquire', { order: orderId }).catch(notice.trouble)}
        />
      </div>
      <RequestFoot bench={bench} standing={standing} />
      <OldLink of={doing.standoff} onAfter={doing.after} onNow={doing.now} onClose={doing.leave} />
      {order !== null && <StopOffering order={order} open={isStopping} onClose={() => setStopping(false)} />}
      <LargeQr showing={sharing.showing} order={order} onClose={sharing.hide} />
      <Slip showing={sharing.showing} order={order} merchant={defaults.merchant} onDone={sharing.hide} />
    </div>
  );
}

function Above({ trouble, children }: { trouble: Refused | null; children: ReactNode }) {
  const { say, language } = useWords();
  if (trouble === null) return children;
  return (
    <>
      <p role="alert">
        {say('request.unread')} {inSentences(toldIn(language, trouble.error))}
      </p>
      {children}
    </>
  );
}

/** The order that was opened, as the ledger knows it now. */
function useOrder(id: string | null): OrderView | null {
  const platform = usePlatform();
  const { data } = useQuery({
    queryKey: ['order', id, 'show'],
    queryFn: () => platform.call('show', { order: id ?? '' }),
    enabled: id !== null,
  });
  return data ?? null;
}

/** A new link goes the way the one before it went. */
function shareAgain(order: OrderView, give: (channel: Channel) => void): void {
  const before = order.sessions.at(-2)?.shared.at(-1);
  const channel = (['copy', 'email', 'sms', 'whatsapp'] as const).find((one) => one === before);
  if (channel !== undefined) give(channel);
}

const SEEN = 'request.visit';

/** Whoever comes here wants a new request, unless one is being typed or asked for; or the form of an order. */
function useVisits(store: BenchStore, defaults: RequestDefaults): void {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const { place, memory } = usePlaces();
  const current = useRef({ errand: place.errand, defaults });
  current.current = { errand: place.errand, defaults };
  const { visit } = place;
  useEffect(() => {
    if (memory.get(SEEN) === visit) return;
    memory.set(SEEN, visit);
    const { errand, defaults: known } = current.current;
    if (store.get().stage !== 'idle') {
      if (errand.order !== undefined) notice.tell(say('request.busy'));
    } else if (errand.order !== undefined) {
      load(store, platform, errand.order, known).catch(notice.trouble);
    } else if (store.get().desk.made !== null) startNew(store, known);
  }, [visit, memory, store, platform, notice, say]);
}

/**
 * Gives the focus to the first of these elements that is there and can take it, as soon as one can: an answer comes before
 * what it brings is drawn. Not where the person went on meanwhile.
 */
function useFocusSoon(): (ids: readonly string[]) => void {
  const wanted = useRef<{ ids: readonly string[]; from: Element | null } | null>(null);
  const give = useCallback(() => {
    if (wanted.current === null) return;
    const { ids, from } = wanted.current;
    const active = document.activeElement;
    const element = ids
      .map((id) => document.getElementById(id))
      .find((one) => one !== null && !one.matches(':disabled'));
    const hasGoneOn = active !== from && active !== document.body;
    if (hasGoneOn || element != null) wanted.current = null;
    if (!hasGoneOn) element?.focus();
  }, []);
  useEffect(give);
  return useCallback(
    (ids) => {
      wanted.current = { ids, from: document.activeElement };
      give();
    },
    [give],
  );
}

/** An open form begins at the amount. */
function useFocusOnAmount(loaded: RequestDraft | null): void {
  useEffect(() => {
    if (loaded !== null) document.getElementById(idOf('amount'))?.focus();
  }, [loaded]);
}
