import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBookmark,
  IconClock,
  IconHourglassEmpty,
  IconPlus,
  IconProgressHelp,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { Chip } from '@/parts/Chip';
import { useWords, type WordKey } from '@/words/words';
import bar from './Bar.module.css';
import { FIELDS, statusOf, withStatus } from './language';
import { useTallies } from './tallies';
import type { View } from './views';

interface Choice {
  word: WordKey & `payments.chip.${'all' | 'waiting' | 'authorised' | 'checking' | 'refunds'}`;
  icon?: TablerIcon;
  /** What is asked of `status:`; null asks nothing of it. */
  status: string | null;
}

const CHOICES: readonly Choice[] = [
  { word: 'payments.chip.all', status: null },
  { word: 'payments.chip.waiting', icon: IconClock, status: 'waiting' },
  { word: 'payments.chip.authorised', icon: IconHourglassEmpty, status: 'authorised' },
  { word: 'payments.chip.checking', icon: IconProgressHelp, status: 'checking' },
  { word: 'payments.chip.refunds', icon: IconArrowBackUp, status: 'part-refunded,refunded' },
];

const QUERIES = CHOICES.map(({ status }) => (status === null ? '' : `status:${status}`));

interface ChipsProps {
  line: string;
  onLine: (line: string) => void;
  /** Starts a field in the box. */
  onField: (field: string) => void;
  views: readonly View[];
  onView: (view: View) => void;
  menu: { open: boolean; set: (open: boolean) => void };
}

/** The states as one press, with how many there are of each, the views people saved, and the fields as a menu. */
export function Chips({ line, onLine, onField, views, onView, menu }: ChipsProps) {
  const { say } = useWords();
  const counts = useTallies(QUERIES);
  const asked = statusOf(line);
  return (
    <div className={bar['chips']}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks and manners */}
      <div className={bar['states']} role="group" aria-label={say('payments.chips')}>
        {CHOICES.map(({ word, icon, status }, index) => (
          <Chip
            key={word}
            word={say(word)}
            {...(icon === undefined ? {} : { icon })}
            count={counts?.[index]?.count}
            on={asked === status}
            onClick={() => onLine(withStatus(line, asked === status ? null : status))}
          />
        ))}
        {views.map((view) => (
          <Chip
            key={view.name}
            icon={IconBookmark}
            word={view.name}
            on={view.query === line}
            title={say('payments.view.take', { name: view.name })}
            onClick={() => onView(view)}
          />
        ))}
      </div>
      <Menu opened={menu.open} onChange={menu.set} position="bottom-end" returnFocus>
        <Menu.Target>
          <Chip icon={IconPlus} word={say('payments.filter')} aria-keyshortcuts="f" />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{say('payments.filter.menu')}</Menu.Label>
          {FIELDS.map((field) => (
            <Menu.Item key={field} rightSection={<FieldMeaning field={field} />} onClick={() => onField(field)}>
              {field}:
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function FieldMeaning({ field }: { field: (typeof FIELDS)[number] }) {
  const { say } = useWords();
  switch (field) {
    case 'status':
      return say('payments.field.status');
    case 'amount':
      return say('payments.field.amount');
    case 'currency':
      return say('payments.field.currency');
    case 'method':
      return say('payments.field.method');
    case 'date':
      return say('payments.field.date');
    case 'before':
      return say('payments.field.before');
    case 'after':
      return say('payments.field.after');
    case 'order':
      return say('payments.field.order');
    case 'email':
      return say('payments.field.email');
    case 'last4':
      return say('payments.field.last4');
    case 'created-by':
      return say('payments.field.created-by');
    case 'account':
      return say('payments.field.account');
  }
}
