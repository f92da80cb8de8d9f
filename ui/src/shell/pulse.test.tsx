import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { Double } from '@/platform/double/double';
import { PlatformProvider } from '@/platform/platform';
import { useHeardPulse } from './pulse';

describe('the pulse', () => {
  it('is not missed where it was told between the first answer and the first listener', async () => {
    const double = new Double();
    const first = double.pulse();
    double.setClock('2026-11-25T08:31:00Z');
    const wrapper = ({ children }: { children: ReactNode }) => (
      <PlatformProvider value={double}>{children}</PlatformProvider>
    );
    const { result } = renderHook(() => useHeardPulse(first, () => 0), { wrapper });
    await waitFor(() => expect(result.current.pulse.now).toBe('2026-11-25T08:31:00Z'));
  });
});
