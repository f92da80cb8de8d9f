import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountView, CommandError, TestReport } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { type AccountForm, antomKeyOf, draftOf } from './form';

interface Proving {
  report: TestReport | null;
  refused: CommandError | null;
  busy: boolean;
  test: () => void;
  add: () => void;
}

/** Tries the account and then keeps it. A report counts only for what stood in the form when it was asked for. */
export function useProof(form: AccountForm, onAdded: (account: AccountView) => void): Proving {
  const platform = usePlatform();
  const client = useQueryClient();
  const of = JSON.stringify(form);
  const input = { draft: draftOf(form), antom_key: antomKeyOf(form) ?? '' };
  const tried = useMutation({
    mutationFn: async () => ({ of, report: await platform.call('try_account', input) }),
  });
  const added = useMutation({
    mutationFn: () => platform.call('add_account', input),
    onSuccess: (account) => {
      client.setQueryData(['staged-key'], null);
      onAdded(account);
    },
  });
  const failed = added.error ?? tried.error;
  return {
    report: tried.data?.of === of ? tried.data.report : null,
    refused: failed === null ? null : Refused.from(failed).error,
    busy: tried.isPending || added.isPending,
    test: () => {
      added.reset();
      tried.mutate();
    },
    add: () => added.mutate(),
  };
}
