import { Menu } from '@mantine/core';
import { IconCheck, IconFilter } from '@tabler/icons-react';
import { Chip } from '@/parts/Chip';
import { Icon } from '@/parts/Icon';
import type { Hold } from '@/platform/contract';
import { printCount, useWords } from '@/words/words';

interface CurrencyFilterProps {
  holds: readonly Hold[];
  currency: string | null;
  onCurrency: (currency: string | null) => void;
}

/** Only the holds of one currency. */
export function CurrencyFilter({ holds, currency, onCurrency }: CurrencyFilterProps) {
  const { say } = useWords();
  const counts = new Map<string, number>();
  for (const { amount } of holds) counts.set(amount.currency, (counts.get(amount.currency) ?? 0) + 1);
  const names = [...counts.keys()].sort();
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <Chip icon={IconFilter} word={currency ?? say('capture.currency')} on={currency !== null} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={tick(currency === null)} onClick={() => onCurrency(null)}>
          {say('capture.currency.all')}
        </Menu.Item>
        {names.map((name) => (
          <Menu.Item
            key={name}
            rightSection={tick(currency === name) ?? printCount(counts.get(name) ?? 0)}
            onClick={() => onCurrency(name)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function tick(chosen: boolean) {
  return chosen ? <Icon of={IconCheck} /> : undefined;
}
