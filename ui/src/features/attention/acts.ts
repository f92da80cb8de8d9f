import type { AttentionItem, IntentId, OrderId } from '@/platform/contract';

/** What the screen can do for a thing; money has its own dialog and is not among it. */
export interface Acts {
  ask: (order: OrderId) => void;
  asking: OrderId | null;
  stop: (intent: IntentId) => void;
  stopping: IntentId | null;
  read: (item: AttentionItem, told?: string) => void;
  sendAgain: (item: AttentionItem) => void;
  snooze: (item: AttentionItem) => void;
}
