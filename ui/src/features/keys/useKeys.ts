import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useNotice } from '@/parts/Notice';
import type { AccountView, TestReport } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useRemembered } from '@/shell/screen';

export function useAccounts() {
  const platform = usePlatform();
  return useQuery({ queryKey: ['accounts'], queryFn: () => platform.call('accounts', {}) });
}

export function useKeysOf(account: string) {
  const platform = usePlatform();
  return useQuery({ queryKey: ['keys', account], queryFn: () => platform.call('keys', { account }) });
}

export function useHistoryOf(account: string) {
  const platform = usePlatform();
  return useQuery({
    queryKey: ['account-history', account],
    queryFn: () => platform.call('account_history', { account }),
  });
}

export function useCare() {
  const platform = usePlatform();
  return useQuery({ queryKey: ['care'], queryFn: () => platform.call('care', {}) });
}

/** Has everything about accounts and keys asked for again, after something was done to them. */
export function useKeysChanged(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    for (const kind of ['accounts', 'keys', 'account-history']) void client.invalidateQueries({ queryKey: [kind] });
  }, [client]);
}

export type Reports = Readonly<Record<string, TestReport>>;

/** The newest test of each account. It stays while people look at other screens. */
export function useReports(): { reports: Reports; keep: (report: TestReport) => void } {
  const [reports, set] = useRemembered<Reports>('keys.reports', {});
  const keep = useCallback((report: TestReport) => set((before) => ({ ...before, [report.account]: report })), [set]);
  return { reports, keep };
}

/** Tests an account with the key that signs. */
export function useTest(account: AccountView, keep: (report: TestReport) => void) {
  const platform = usePlatform();
  const notice = useNotice();
  return useMutation({
    mutationFn: () => platform.call('test_account', { account: account.name }),
    onSuccess: keep,
    onError: notice.trouble,
  });
}
