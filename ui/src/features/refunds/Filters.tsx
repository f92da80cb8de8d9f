import { Menu } from '@mantine/core';
import { IconCheck, IconCircleCheck, IconClockPause, IconFilter, IconProgressHelp, IconX } from '@tabler/icons-react';
import { Chip } from '@/parts/Chip';
import { Icon } from '@/parts/Icon';
import { verbWord } from '@/parts/stage';
import type { Verb } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Refunds.module.css';
import { EVERYTHING, type Filter } from './sections';

const VERBS: readonly Verb[] = ['Refund', 'Cancel', 'Capture'];

export interface Counts {
  outbox: number | null;
  checking: number | null;
  done: number | null;
}

interface FiltersProps {
  filter: Filter;
  onFilter: (filter: Filter) => void;
  counts: Counts;
  /** Every currency that something moved in. */
  currencies: readonly string[];
  menu: { open: boolean; set: (open: boolean) => void };
}

/** Where things stand as one press, with how many stand there; verbs and currencies in a menu. */
export function Filters({ filter, onFilter, counts, currencies, menu }: FiltersProps) {
  const { say } = useWords();
  const { outbox, checking, done } = counts;
  const all = outbox === null || checking === null || done === null ? null : outbox + checking + done;
  const show = (next: Filter['show']) => onFilter({ ...filter, show: filter.show === next ? 'all' : next });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks and manners
    <div className={styles['chips']} role="group" aria-label={say('refunds.chips')}>
      <Chip word={say('payments.chip.all')} count={all} on={filter.show === 'all'} onClick={() => show('all')} />
      <Chip
        icon={IconClockPause}
        word={say('refunds.section.outbox')}
        count={outbox}
        on={filter.show === 'outbox'}
        onClick={() => show('outbox')}
      />
      <Chip
        icon={IconProgressHelp}
        word={say('payments.chip.checking')}
        count={checking}
        on={filter.show === 'checking'}
        onClick={() => show('checking')}
      />
      <Chip
        icon={IconCircleCheck}
        word={say('refunds.section.done')}
        count={done}
        on={filter.show === 'done'}
        onClick={() => show('done')}
      />
      <Menu opened={menu.open} onChange={menu.set} position="bottom-end" returnFocus>
        <Menu.Target>
          <Chip icon={IconFilter} word={say('payments.filter')} aria-keyshortcuts="f" />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{say('refunds.filter.verb')}</Menu.Label>
          {VERBS.map((verb) => (
            <Choice
              key={verb}
              on={filter.verbs.includes(verb)}
              word={verbWord(verb, say)}
              onClick={() => onFilter({ ...filter, verbs: toggled(filter.verbs, verb) })}
            />
          ))}
          {currencies.length > 0 && <Menu.Label>{say('refunds.filter.currency')}</Menu.Label>}
          {currencies.map((currency) => (
            <Choice
              key={currency}
              on={filter.currencies.includes(currency)}
              word={currency}
              onClick={() => onFilter({ ...filter, currencies: toggled(filter.currencies, currency) })}
            />
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** What was chosen in the menu, each a chip that takes it away again. */
export function Chosen({ filter, onFilter }: Pick<FiltersProps, 'filter' | 'onFilter'>) {
  const { say } = useWords();
  if (filter.verbs.length === 0 && filter.currencies.length === 0) return null;
  return (
    <div className={styles['chosen']}>
      {filter.verbs.map((verb) => (
        <Chip
          key={verb}
          on
          icon={IconX}
          word={verbWord(verb, say)}
          title={say('refunds.filter.drop', { what: verbWord(verb, say) })}
          onClick={() => onFilter({ ...filter, verbs: toggled(filter.verbs, verb) })}
        />
      ))}
      {filter.currencies.map((currency) => (
        <Chip
          key={currency}
          on
          icon={IconX}
          word={currency}
          title={say('refunds.filter.drop', { what: currency })}
          onClick={() => onFilter({ ...filter, currencies: toggled(filter.currencies, currency) })}
        />
      ))}
      <Chip word={say('refunds.filter.none')} onClick={() => onFilter({ ...EVERYTHING, show: filter.show })} />
    </div>
  );
}

function Choice({ on, word, onClick }: { on: boolean; word: string; onClick: () => void }) {
  return (
    <Menu.CheckboxItem checked={on} checkIcon={<Icon of={IconCheck} />} onChange={onClick}>
      {word}
    </Menu.CheckboxItem>
  );
}

function toggled<T>(all: readonly T[], one: T): readonly T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
