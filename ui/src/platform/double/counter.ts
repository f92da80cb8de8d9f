import type { CounterView } from '../contract';
import type { Double, Handlers } from './double';
import { create } from './requests';

/** A counter that nobody pays at: a test says what its page told. */
export function counterOf(double: Double): Pick<Handlers, 'create_at_counter' | 'open_counter' | 'counter'> {
  return {
    create_at_counter: ({ draft }) => create(double, draft, null),
    open_counter: ({ order }) => {
      const ends_at = double.order(order).sessions.at(-1)?.ends_at ?? double.iso();
      const opened: CounterView = {
        order,
        sdk: 'page',
        ends_at,
        told: [],
        trouble: null,
        elsewhere: null,
        ended: null,
      };
      double.counters.set(order, opened);
      double.tell('changed', { orders: [order] });
      return null;
    },
    counter: ({ order }) => double.counters.get(order) ?? null,
  };
}
