import { isCancelledError, type QueryClient, type QueryKey } from '@tanstack/react-query';

interface Question<T> {
  queryKey: QueryKey;
  queryFn: () => Promise<T>;
}

/**
 * An answer to a question that is put from now on: the one under way may tell of what was before. A change of the ledger
 * takes the question back and puts it once more; then that answer is waited for.
 */
export async function askAfresh<T>(client: QueryClient, question: Question<T>): Promise<T> {
  const answers = () => client.getQueryState(question.queryKey)?.dataUpdateCount ?? 0;
  await client.cancelQueries({ queryKey: question.queryKey, exact: true });
  const before = answers();
  for (;;) {
    const answer = await client.fetchQuery({ ...question, staleTime: 0 }).catch(unlessTakenBack);
    if (answer !== undefined && answers() !== before) return answer;
  }
}

function unlessTakenBack(thrown: unknown): undefined {
  if (!isCancelledError(thrown)) throw thrown;
}
