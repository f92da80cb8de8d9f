import { bad, type Double, type Handlers } from './double';

type Answered =
  | 'training'
  | 'training_move_clock'
  | 'training_set_fault'
  | 'training_clear_faults'
  | 'training_open_buyer';

export function trainingOf(_double: Double): Pick<Handlers, Answered> {
  return {
    training: () => {
      throw bad('training', 'the double has no answer to this yet', '');
    },
    training_move_clock: () => {
      throw bad('training_move_clock', 'the double has no answer to this yet', '');
    },
    training_set_fault: () => {
      throw bad('training_set_fault', 'the double has no answer to this yet', '');
    },
    training_clear_faults: () => {
      throw bad('training_clear_faults', 'the double has no answer to this yet', '');
    },
    training_open_buyer: () => {
      throw bad('training_open_buyer', 'the double has no answer to this yet', '');
    },
  };
}
