import type { TrainingFault, TrainingView } from '../contract';
import { bad, type Double, type Handlers } from './double';
import { NOW } from './shop';

type Answered =
  | 'training'
  | 'training_move_clock'
  | 'training_set_fault'
  | 'training_clear_faults'
  | 'training_open_buyer';

const KINDS = [
  'delay',
  'lost_before_effect',
  'lost_after_effect',
  'http_500_after_effect',
  'answer_unknown',
  'answer_unknown_before_effect',
  'bad_signature',
  'no_signature',
  'garbage',
  'traffic_limit',
  'duplicate_notifications',
  'reorder_notifications',
];
const OPERATIONS = ['createPaymentSession', 'inquiryPayment', 'capture', 'cancel', 'refund', 'inquiryRefund'];

/** A simulator that only knows its clock and its faults. */
export function trainingOf(double: Double): Pick<Handlers, Answered> {
  let faults: TrainingFault[] = [];
  let set = 0;
  const view = (): TrainingView => ({
    now: new Date(NOW + double.ahead * 1000).toISOString(),
    ahead_seconds: double.ahead,
    faults,
    kinds: KINDS,
    operations: OPERATIONS,
  });
  return {
    training: view,
    training_move_clock: ({ seconds }) => {
      if (seconds < 0) throw bad('seconds', 'the clock does not run backwards', 'Give a time ahead.');
      double.ahead += seconds;
      double.tell('pulse', double.pulse());
      double.tell('changed', { orders: null });
      return view();
    },
    training_set_fault: ({ operation, kind, times }) => {
      set += 1;
      faults = [...faults, { id: String(set), operation, kind, times }];
      return view();
    },
    training_clear_faults: () => {
      faults = [];
      return view();
    },
    training_open_buyer: ({ order }) => {
      double.rowOf(order);
      return null;
    },
  };
}
