import { Channel, invoke } from '@tauri-apps/api/core';
import type { CommandName, EventName, Events, Input, Output } from './contract';
import { type Platform, Refused } from './platform';

/** One thing the core tells, as it comes through the channel. */
type Told = { [E in EventName]: { event: E; payload: Events[E] } }[EventName];
type Hear = (payload: never) => void;

const ears = new Map<EventName, Set<Hear>>();

/**
 * The one way from the core to this page, opened at the first listener. A channel belongs to this page alone; events of
 * Tauri's would be heard in every window, so this window is not even allowed to listen to them.
 */
let opened = false;
function open(): void {
  if (opened) return;
  opened = true;
  const channel = new Channel<Told>((told) => {
    for (const hear of ears.get(told.event) ?? []) (hear as (payload: unknown) => void)(told.payload);
  });
  invoke('hear', { input: { channel } }).catch(() => {
    opened = false;
  });
}

/** The platform of the shipped window. */
export const tauri: Platform = {
  async call<N extends CommandName>(command: N, input: Input<N>): Promise<Output<N>> {
    try {
      return await invoke<Output<N>>(command, { input });
    } catch (thrown) {
      throw Refused.from(thrown);
    }
  },

  listen<E extends EventName>(event: E, hear: (payload: Events[E]) => void): () => void {
    const listening = ears.get(event) ?? new Set();
    ears.set(event, listening);
    listening.add(hear as Hear);
    open();
    return () => {
      listening.delete(hear as Hear);
    };
  },
};

/**
 * Tells the core that something is drawn, upon which it shows the window, and once more when that was painted. Where a
 * driver keeps a web view blank the second never comes, and the core says what to do.
 */
export function tellWhenDrawn(root: HTMLElement): void {
  // Read while the core is asked what to draw: the page is laid out once, and in its own letters.
  void fonts();
  const tell = () => void tauri.call('ready', {}).catch(() => {});
  const drawn = () => {
    // Letters are invisible until their font is there: a window is not shown without its words.
    void fonts().then(() => {
      tell();
      requestAnimationFrame(() => requestAnimationFrame(tell));
    });
  };
  if (root.childElementCount > 0) {
    drawn();
    return;
  }
  const watching = new MutationObserver(() => {
    if (root.childElementCount === 0) return;
    watching.disconnect();
    drawn();
  });
  watching.observe(root, { childList: true });
}

/** The fonts of the page, read. */
function fonts(): Promise<unknown> {
  return Promise.allSettled([...document.fonts].map((face) => face.load()));
}
