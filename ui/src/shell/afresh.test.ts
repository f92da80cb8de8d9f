import { describe, expect, it, vi } from 'vitest';
import { askAfresh } from './afresh';
import { queryClient } from './changes';

interface Asked {
  answer: (list: string) => void;
  refuse: (thrown: Error) => void;
}

/** A question whose answers are given by hand, in the order in which they were asked for. */
function byHand() {
  const asked: Asked[] = [];
  const queryFn = () => new Promise<string>((answer, refuse) => asked.push({ answer, refuse }));
  const nth = (count: number) =>
    vi.waitFor(() => {
      const one = asked[count - 1];
      if (one === undefined) throw new Error(`it was asked ${asked.length} times`);
      return one;
    });
  return { nth, question: { queryKey: ['list'], queryFn } };
}

describe('asking afresh', () => {
  it('is answered by what was asked from then on, and not by the question under way', async () => {
    const client = queryClient();
    const { nth, question } = byHand();
    void client.fetchQuery(question).catch(() => {});
    const fresh = askAfresh(client, question);
    (await nth(1)).answer('before');
    (await nth(2)).answer('after');
    expect(await fresh).toBe('after');
  });

  it('goes on where a change takes the question back', async () => {
    const client = queryClient();
    client.setQueryData(['list'], 'before');
    const { nth, question } = byHand();
    const fresh = askAfresh(client, question);
    await nth(1);
    await client.cancelQueries({ queryKey: ['list'] });
    (await nth(2)).answer('after');
    expect(await fresh).toBe('after');
  });

  it('fails where the question does', async () => {
    const { nth, question } = byHand();
    const fresh = askAfresh(queryClient(), question);
    (await nth(1)).refuse(new Error('not now'));
    await expect(fresh).rejects.toThrow('not now');
  });
});
