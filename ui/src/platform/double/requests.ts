import { NO_MORE } from '@/features/request/draft';
import { printFigure } from '@/money/print';
import { isTimed, type TimedSession } from '@/time/timed';
import { printClock } from '@/time/zone';
import type { CommandError, OrderView, RequestDraft, RequestMade } from '../contract';
import { bad, type Double, type Handlers } from './double';
import { authorisesFirst, check, METHODS, mayBeExpress, type Standing } from './drafts';
import { holdsCard, makeLink, open } from './issuing';
import { qrOf } from './qr';
import { ZONE } from './shop';

type Answered =
  | 'request_defaults'
  | 'check_request'
  | 'create_request'
  | 'replace_request'
  | 'defer_request'
  | 'drop_deferred'
  | 'deferred'
  | 'draft_of'
  | 'saved_cards'
  | 'forget_card'
  | 'keep_draft'
  | 'qr'
  | 'share'
  | 'reissue';

export function requestsOf(double: Double): Pick<Handlers, Answered> {
  let kept: { draft: RequestDraft; at: string } | null = null;

  return {
    request_defaults: () => ({
      accounts: double.desk.accounts.map(({ name }) => name),
      account: double.desk.accounts[0]?.name ?? null,
      merchant: double.hello.merchant,
      currencies: Object.keys(METHODS),
      currency: 'SGD',
      reference: suggested(double),
      methods: Object.fromEntries(
        Object.entries(METHODS).map(([currency, methods]) => [
          currency,
          methods.map(([method, label]) => ({
            method,
            label,
            authorises_first: authorisesFirst(method),
            express: mayBeExpress(method),
          })),
        ]),
      ),
      locales: [
        { locale: 'en_US', label: 'English' },
        { locale: 'zh_CN', label: '简体中文' },
        { locale: 'ja_JP', label: '日本語' },
        { locale: 'id_ID', label: 'Bahasa Indonesia' },
      ],
      capture_mode: 'MANUAL',
      life_days: 3,
      kept,
    }),
    check_request: ({ draft, order }) => check(draft, standing(double, draft, order), double.language()),
    create_request: ({ draft }) => create(double, draft, null),
    replace_request: ({ order, draft, accept_live }) => replace(double, order, draft, accept_live),
    defer_request: ({ order, draft }) => {
      const known = double.order(order);
      const live = liveOf(double, known);
      if (live === null) throw noLink(known);
      waitsNoLonger(double, order);
      const waits = { order, reference: known.reference, at: live.ends_at, draft };
      double.deferred = [...double.deferred, waits];
      return waits;
    },
    drop_deferred: ({ order }) => {
      const before = double.deferred.length;
      waitsNoLonger(double, order);
      return double.deferred.length < before;
    },
    deferred: () => double.deferred,
    saved_cards: ({ holder }) =>
      double.savedCards.filter(({ of }) => of === (holder.buyer_id ?? holder.email)).map(({ card }) => card),
    forget_card: ({ card }) => {
      const forgotten = double.savedCards.filter((one) => one.card.id === card);
      double.savedCards = double.savedCards.filter((one) => one.card.id !== card);
      return forgotten.map((one) => one.card.reference);
    },
    draft_of: ({ order }) => draftOf(double.order(order)),
    keep_draft: ({ draft }) => {
      if (draft !== null && holdsCard(draft)) {
        throw bad('note', 'it holds what looks like a card number', 'Nothing was stored.');
      }
      kept = draft === null ? null : { draft, at: double.iso() };
      return kept === null ? null : { at: kept.at };
    },
    qr: ({ order }) => {
      const known = double.order(order);
      const live = liveOf(double, known);
      if (live === null) throw noLink(known);
      return { ...qrOf(live.request), mark: markOf(double) };
    },
    share: ({ order, channel }) => {
      const known = double.order(order);
      const live = liveOf(double, known);
      if (live === null) throw noLink(known);
      const sessions = known.sessions.map((session) =>
        session.request === live.request ? { ...session, shared: [...session.shared, channel] } : session,
      );
      const entry = {
        at: double.iso(),
        actor: double.hello.operator,
        kind: 'LinkShared',
        sentence: `Link given by ${channel}`,
        money: null,
        told: { code: 'shared' as const, words: channel, at: null },
      };
      double.put({ ...known, sessions, timeline: [...known.timeline, entry] });
      double.rows = double.rows.map((row) => (row.id === order ? { ...row, shared: true } : row));
      const link = `https://checkout.antom.example/pay/${live.request}`;
      if (channel === 'copy') double.copied.push(link);
      return {
        order,
        reference: known.reference,
        channel,
        link,
        text: '',
        uri: null,
        ends_at: live.ends_at,
        mark: markOf(double),
      };
    },
    reissue: ({ order, accept_live }) => reissue(double, order, accept_live),
  };
}

/** Opens an order by a form, and makes its link. */
export async function create(double: Double, draft: RequestDraft, replaces: string | null): Promise<RequestMade> {
  const checked = check(draft, standing(double, draft, replaces));
  const first = checked.wrong[0];
  if (first !== undefined) throw bad(first.field, first.message, first.remedy);
  const { id } = open(double, draft, replaces);
  const attempts = await makeLink(double, id, draft.session_minutes);
  return made(
    double,
    id,
    attempts,
    checked.warnings.filter(({ code }) => code !== 'live-link').map((warning) => warning.message),
  );
}

async function replace(double: Double, order: string, draft: RequestDraft, accept: boolean): Promise<RequestMade> {
  const old = double.order(order);
  if (old.payments.some((payment) => payment.state !== 'failed')) throw paid(old);
  const live = liveOf(double, old);
  if (live !== null && !accept) throw isLive(old, live);
  double.put({
    ...old,
    closed: { at: double.iso(), by: double.hello.operator, reason: 'replaced by a new request', replaced: true },
  });
  waitsNoLonger(double, order);
  return create(double, draft, order);
}

async function reissue(double: Double, order: string, accept: boolean): Promise<RequestMade> {
  const known = double.order(order);
  if (known.closed !== null) throw closed(known);
  if (known.payments.some((payment) => payment.state !== 'failed')) throw paid(known);
  const live = liveOf(double, known);
  if (live !== null && !accept) throw isLive(known, live);
  waitsNoLonger(double, order);
  const attempts = await makeLink(double, order, 60);
  const old = live === null ? [] : [`the old link can still be paid until ${live.ends_at}`];
  return made(double, order, attempts, old);
}

function waitsNoLonger(double: Double, order: string): void {
  double.deferred = double.deferred.filter((waits) => waits.order !== order);
}

/** What the core's watcher does with links that waited, as far as their time has come. */
export async function makeDeferred(double: Double): Promise<void> {
  for (const { order, reference, at, draft } of double.deferred) {
    if (Date.parse(at) >= double.now()) continue;
    const next = draft === null ? reissue(double, order, false) : replace(double, order, draft, false);
    const { order: done } = await next;
    double.tell('changed', { orders: [order, done.id] });
    double.tell('news', { what: 'link-made', order: done.id, reference, amount: done.amount });
  }
}

const clock = (at: string): string => printClock(at, ZONE);
const markOf = ({ hello }: Double): string | null =>
  hello.environment === 'production' ? null : hello.environment.toUpperCase();

function liveOf(double: Double, order: OrderView): TimedSession | null {
  return order.sessions.filter(isTimed).findLast((one) => one.live && Date.parse(one.ends_at) > double.now()) ?? null;
}

function made(double: Double, id: string, attempts: number, warnings: string[]): RequestMade {
  const order = double.order(id);
  const live = liveOf(double, order);
  const link = live === null ? null : `https://checkout.antom.example/pay/${live.request}`;
  return { order, link, ends_at: live?.ends_at ?? null, attempts, warnings };
}

/** One more than the highest number there is. */
function suggested(double: Double): string {
  const numbers = double.rows.map((row) => Number(/^SO-(\d+)$/.exec(row.reference)?.[1] ?? 20_451));
  return `SO-${Math.max(20_451, ...numbers) + 1}`;
}

/** What the order number of a draft means, seen from the order that the form belongs to or continues. */
function standing(double: Double, draft: RequestDraft, own: string | null): Standing {
  const family = new Set<string>();
  for (let one = own; one !== null && !family.has(one); one = double.order(one).replaces) family.add(one);
  const named = double.rows.filter((row) => row.reference === draft.reference.trim());
  const live = named.map((row) => liveOf(double, double.order(row.id))).find((session) => session !== null);
  const mine = own === null ? null : liveOf(double, double.order(own));
  return {
    taken: named.some((row) => !family.has(row.id)),
    liveUntil: live == null ? null : clock(live.ends_at),
    given: mine === null ? 'none' : mine.shared.includes('email') ? 'email' : 'link',
  };
}

function draftOf(order: OrderView): RequestDraft {
  return {
    account: order.account,
    currency: order.amount.currency,
    amount: printFigure(order.amount),
    reference: order.reference,
    description: order.description,
    name: order.buyer?.name ?? '',
    email: order.buyer?.email ?? '',
    phone: order.buyer?.phone ?? '',
    buyer_id: order.buyer?.buyer_id ?? '',
    saved_cards: [],
    trips: [],
    express: [],
    items: (order.buyer?.items ?? []).map((item) => ({
      name: item.name,
      quantity: String(item.quantity),
      unit: printFigure(item.unit),
    })),
    capture_mode: order.capture_mode,
    methods: order.methods,
    locale: order.locale,
    session_minutes: 60,
    more: NO_MORE,
    by_pay: null,
    counter: null,
    note: '',
  };
}

const refusal = (code: string, message: string, remedy: string): CommandError => ({
  code,
  class: 'refused',
  message,
  remedy,
});
const noLink = ({ reference }: OrderView): CommandError =>
  refusal('no-live-link', `order ${reference} has no link that can be paid now`, 'Make a new one.');
const closed = ({ reference }: OrderView): CommandError =>
  refusal('order-closed', `order ${reference} was closed`, 'Open a new request.');
const paid = ({ reference }: OrderView): CommandError =>
  refusal('order-paid', `order ${reference} is paid or authorised`, '');
const isLive = ({ reference }: OrderView, live: TimedSession): CommandError =>
  refusal(
    'link-is-live',
    `the link of order ${reference} can still be paid until ${clock(live.ends_at)}`,
    `Wait until ${clock(live.ends_at)}.`,
  );
