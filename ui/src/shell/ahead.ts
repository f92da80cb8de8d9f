import type { CommandName, Input, Output } from '@/platform/contract';
import type { Known, Platform } from '@/platform/platform';
import { since } from '@/time/since';

/** What the list of payments, which most windows begin with, asks for first. */
export const FIRST_PAGE: Input<'search'> & { limit: number } = { query: '', limit: 100, after: null };

/** A platform, and the questions that were put to it before anybody asked. */
export interface Ahead {
  /** Answers each question that was put ahead once, and every other as the platform does. */
  platform: Platform;
  /**
   * Puts a question: whoever asks the same later gets this answer, unless something has changed by then. Resolves when
   * it is there, or when it is known that there is none.
   */
  put: <N extends CommandName>(command: N, input: Input<N>) => Promise<void>;
  /** Forgets what nobody has asked for, as before another person signs in. */
  forget: () => void;
}

/** Lets the first picture's questions go out while its code is still being read. */
export function askingAhead(platform: Platform): Ahead {
  const answers = new Map<string, Answer>();
  let changes = 0;
  const forget = () => {
    changes += 1;
    answers.clear();
  };
  let hearing = false;
  const take = (question: string): Answer | undefined => {
    const answer = answers.get(question);
    answers.delete(question);
    return answer;
  };
  return {
    platform: {
      call<N extends CommandName>(command: N, input: Input<N>): Promise<Output<N>> {
        const answer = take(written(command, input));
        return answer === undefined ? platform.call(command, input) : (answer.coming as Promise<Output<N>>);
      },
      known<N extends CommandName>(command: N, input: Input<N>): Known<N> | undefined {
        const question = written(command, input);
        const { come } = answers.get(question) ?? {};
        if (come === undefined) return undefined;
        take(question);
        const then = changes;
        return { ...(come as Pick<Known<N>, 'answer' | 'took'>), stands: () => changes === then };
      },
      listen: (event, hear) => platform.listen(event, hear),
    },
    async put(command, input) {
      // An answer from before a change must not be given after it.
      if (!hearing) platform.listen('changed', forget);
      hearing = true;
      const began = performance.now();
      const answer: Answer = { coming: platform.call(command, input), come: undefined };
      answers.set(written(command, input), answer);
      try {
        answer.come = { answer: await answer.coming, took: since(began) };
      } catch {
        // Whoever asks for it hears of the trouble; where nobody does, there was none.
      }
    },
    forget,
  };
}

interface Answer {
  coming: Promise<unknown>;
  /** It, once it is there. */
  come: { answer: unknown; took: number } | undefined;
}

function written<N extends CommandName>(command: N, input: Input<N>): string {
  return JSON.stringify([command, input]);
}
