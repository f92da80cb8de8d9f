import { useCallback, useSyncExternalStore } from 'react';
import type { OrderId } from '@/platform/contract';
import { usePlaces } from '@/shell/screen';

/**
 * Notes that are not kept yet, by their order. The window has them and not the detail, which goes with every row: a note is
 * found again where it was left, and is gone once it is kept, also where people went on before the answer came.
 */
class NoteDrafts {
  private readonly texts = new Map<OrderId, string>();
  private readonly heard = new Set<() => void>();

  readonly of = (order: OrderId): string => this.texts.get(order) ?? '';

  readonly write = (order: OrderId, text: string): void => {
    if (text === '') this.texts.delete(order);
    else this.texts.set(order, text);
    for (const hear of this.heard) hear();
  };

  readonly subscribe = (hear: () => void): (() => void) => {
    this.heard.add(hear);
    return () => {
      this.heard.delete(hear);
    };
  };
}

const NAME = 'payments.notes';

/** What was typed for the note of an order and is not kept yet. */
export function useNoteDraft(order: OrderId): [text: string, write: (text: string) => void] {
  const { memory } = usePlaces();
  const drafts = (memory.get(NAME) as NoteDrafts | undefined) ?? new NoteDrafts();
  memory.set(NAME, drafts);
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.of(order));
  return [text, useCallback((next: string) => drafts.write(order, next), [drafts, order])];
}
