import { bad, type Double, type Handlers } from './double';

type Answered = 'holds' | 'moves' | 'attention' | 'snooze' | 'mark_read';

export function queuesOf(_double: Double): Pick<Handlers, Answered> {
  return {
    holds: () => {
      throw bad('holds', 'the double has no answer to this yet', '');
    },
    moves: () => {
      throw bad('moves', 'the double has no answer to this yet', '');
    },
    attention: () => {
      throw bad('attention', 'the double has no answer to this yet', '');
    },
    snooze: () => {
      throw bad('snooze', 'the double has no answer to this yet', '');
    },
    mark_read: () => {
      throw bad('mark_read', 'the double has no answer to this yet', '');
    },
  };
}
