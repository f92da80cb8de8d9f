import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCommand, IconSearch, type Icon as TablerIcon } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useContext, useEffect, useId, useMemo, useState } from 'react';
import { Icon } from '@/parts/Icon';
import { KeyCap } from '@/parts/KeyCap';
import { Money } from '@/parts/Money';
import { STATES } from '@/parts/state';
import type { RowView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import styles from './Palette.module.css';
import { useHello } from './pulse';
import { routesOf } from './routes';
import { usePlaces } from './screen';
import { CommandsContext } from './shortcuts';

/** One line of the palette. */
interface Entry {
  id: string;
  group: string;
  icon: TablerIcon;
  tone?: string;
  word: string;
  keys: readonly string[];
  row?: RowView;
  run: () => void;
}

/** Everything by its name: screens, commands, payments. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { say } = useWords();
  return (
    <Modal
      opened={open}
      onClose={onClose}
      withCloseButton={false}
      size={560}
      padding={0}
      yOffset={72}
      title={<span className="heard">{say('palette.title')}</span>}
      classNames={{ body: styles['body'] ?? '', header: styles['header'] ?? '' }}
    >
      {open && <Search close={onClose} />}
    </Modal>
  );
}

function Search({ close }: { close: () => void }) {
  const { say } = useWords();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(text.trim());
  const id = useId();
  const chosen = Math.min(at, entries.length - 1);

  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [id, chosen]);

  const take = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    close();
    // The dialog gives focus back first; what runs may move it on.
    setTimeout(entry.run, 0);
  };
  const press = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setAt((chosen + move + entries.length) % Math.max(1, entries.length));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      take(entries[chosen]);
    }
  };

  return (
    <>
      <div className={styles['line']}>
        <Icon of={IconSearch} />
        <input
          data-autofocus
          className={styles['input']}
          value={text}
          placeholder={say('palette.placeholder')}
          aria-label={say('palette.title')}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={entries.length > 0 ? `${id}-${chosen}` : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <KeyCap>Esc</KeyCap>
      </div>
      <div className={styles['list']} id={`${id}-list`} role="listbox" aria-label={say('palette.title')}>
        {entries.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entries[index - 1]?.group !== entry.group && (
              <div className={styles['group']} role="presentation">
                {entry.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the focus and takes the keys */}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={styles['entry']}
              onMouseMove={() => setAt(index)}
              onClick={() => take(entry)}
            >
              <span className={styles['icon']} data-tone={entry.tone}>
                <Icon of={entry.icon} />
              </span>
              <span className="clip">{entry.word}</span>
              {entry.row !== undefined && (
                <>
                  <span className={`${styles['order']} num`}>{entry.row.reference}</span>
                  <span className="push">
                    <Money of={entry.row.amount} void={STATES[entry.row.state].void} />
                  </span>
                </>
              )}
              {entry.keys.length > 0 && (
                <span className={styles['keys']}>
                  {entry.keys.map((key) => (
                    <KeyCap key={key}>{key}</KeyCap>
                  ))}
                </span>
              )}
            </div>
          </div>
        ))}
        {entries.length === 0 && <p className={styles['nothing']}>{say('palette.nothing')}</p>}
      </div>
      <div className="heard" role="status">
        {say('palette.results', { count: entries.length })}
      </div>
    </>
  );
}

function useEntries(text: string): readonly Entry[] {
  const { say } = useWords();
  const { go } = usePlaces();
  const { environment } = useHello();
  const book = useContext(CommandsContext);
  const found = useFound(text);
  return useMemo(() => {
    const screens = routesOf(environment).map<Entry>((route) => ({
      id: `go-${route.id}`,
      group: say('palette.go'),
      icon: route.icon,
      word: say(route.word),
      keys: ['g', route.letter],
      run: () => go(route.id),
    }));
    const commands = book.all().map<Entry>((command) => ({
      id: `do-${command.id}`,
      group: say('palette.do'),
      icon: IconCommand,
      word: command.word,
      keys: command.keys ?? [],
      run: command.run,
    }));
    const named = [...screens, ...commands].filter((entry) => matches(entry.word, text));
    if (text === '') return named;
    const rows = found.map<Entry>((row) => ({
      id: `row-${row.id}`,
      group: say('palette.found'),
      icon: STATES[row.state].icon,
      tone: STATES[row.state].tone,
      word: row.buyer ?? row.description,
      keys: [],
      row,
      run: () => go('payments', { order: row.id, query: text }),
    }));
    const all: Entry = {
      id: 'all',
      group: say('palette.found'),
      icon: IconSearch,
      word: say('palette.search-all', { text }),
      keys: [],
      run: () => go('payments', { query: text }),
    };
    return [...named, ...rows, all];
  }, [text, found, say, go, environment, book]);
}

const NOTHING: readonly RowView[] = [];

/** The newest payments that answer what was typed. A text that is not a query simply finds nothing here. */
function useFound(text: string): readonly RowView[] {
  const platform = usePlatform();
  const [query] = useDebouncedValue(text, 80);
  const { data } = useQuery({
    queryKey: ['search', 'palette', query],
    queryFn: () => platform.call('search', { query, limit: 6, after: null }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  return query === '' ? NOTHING : (data?.rows ?? NOTHING);
}

/** Every word typed begins a word of the name, or stands in it. */
export function matches(name: string, text: string): boolean {
  const low = name.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}
