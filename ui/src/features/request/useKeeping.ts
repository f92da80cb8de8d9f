import { useCallback, useEffect, useRef } from 'react';
import type { RequestDraft } from '@/platform/contract';
import { type Platform, usePlatform } from '@/platform/platform';
import { leaving } from '@/shell/leaving';
import type { BenchStore } from './bench';
import { isBlank, sendable } from './draft';
import { holdsCard } from './remarks';

/** How long after the last change a draft is written down, in milliseconds. */
const PAUSE = 400;

/**
 * Writes a draft down, so that it is there again after a restart. The form is read first: one that holds what looks
 * like a card number is not written down; what was kept before stays.
 */
async function keep(platform: Platform, store: BenchStore, draft: RequestDraft): Promise<void> {
  const sent = sendable(draft);
  const isOpen = () =>
    store.get().desk.draft === draft && store.get().desk.made === null && store.get().stage === 'idle';
  if (isBlank(sent, store.get().desk.began)) {
    if (store.get().keptAt !== null) await dropKept(platform, store);
    return;
  }
  const checked = await platform.call('check_request', { draft: sent, order: null });
  // The link may have been asked for meanwhile: a request that was made is no draft any more.
  if (holdsCard(checked) || !isOpen()) return;
  const kept = await platform.call('keep_draft', { draft: sent });
  store.set({ keptAt: kept?.at ?? null });
}

/** Forgets the draft that was kept. */
export async function dropKept(platform: Platform, store: BenchStore): Promise<void> {
  await platform.call('keep_draft', { draft: null });
  store.set({ keptAt: null });
}

/** Keeps what is typed: after a pause, when people leave the screen, and at once when they ask for it. */
export function useKeeping(store: BenchStore, trouble: (thrown: unknown) => void): () => Promise<void> {
  const platform = usePlatform();
  const { desk, stage } = store.get();
  const { draft } = desk;
  const written = useRef<RequestDraft | null>(null);
  const isDue = desk.made === null && stage === 'idle' && draft !== desk.loaded && draft !== written.current;
  const due = useRef(false);
  due.current = isDue;

  const now = useCallback(() => {
    const next = store.get().desk.draft;
    written.current = next;
    return keep(platform, store, next).catch(trouble);
  }, [platform, store, trouble]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the draft begins the pause anew
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(now, PAUSE);
    return () => clearTimeout(timer);
  }, [draft, isDue, now]);

  useEffect(
    () => () => {
      if (due.current) leaving(now());
    },
    [now],
  );
  return now;
}
