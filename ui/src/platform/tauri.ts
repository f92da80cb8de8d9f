import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { CommandName, EventName, Events, Input, Output } from './contract';
import { type Platform, Refused } from './platform';

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
    // Tauri answers with the way to stop only later; a listener that is gone by then must fall silent at once.
    let over = false;
    const stop = listen<Events[E]>(event, (message) => {
      if (!over) hear(message.payload);
    });
    return () => {
      over = true;
      void stop.then((unlisten) => unlisten());
    };
  },
};
