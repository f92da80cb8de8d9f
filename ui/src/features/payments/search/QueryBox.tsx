import { IconSearch, IconX } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { CommandError } from '@/platform/contract';
import { toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import { type Suggestion, suggest } from './complete';
import { stretches } from './language';
import styles from './QueryBox.module.css';

export interface QueryBoxHandle {
  focus: () => void;
  /** Puts a text in and the caret behind it, with what can follow offered at once. */
  write: (line: string) => void;
}

interface QueryBoxProps {
  ref: Ref<QueryBoxHandle>;
  line: string;
  onLine: (line: string) => void;
  /** How much was found, and how fast. */
  found: string;
  wrong: CommandError | null;
  /** The keyboard goes on into the list. */
  onDown: () => void;
}

/** The one search box: the core's language, coloured as it is typed and completed where it has a word to offer. */
export function QueryBox({ ref, line, onLine, found, wrong, onDown }: QueryBoxProps) {
  const { say } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const drawn = useRef<HTMLDivElement>(null);
  const id = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(-1);
  const [place, setPlace] = useState<number | null>(null);

  const offered = caret === null ? { field: null, list: [] } : suggest(line, caret, say);
  const isOpen = offered.list.length > 0;

  const change = (next: string, at: number) => {
    onLine(next);
    setCaret(at);
    setChosen(-1);
  };
  useImperativeHandle(ref, () => ({
    focus: () => {
      input.current?.focus();
      input.current?.select();
    },
    write: (next) => {
      input.current?.focus();
      change(next, next.length);
      setPlace(next.length);
    },
  }));
  // A caret that was asked for is set once the line is there.
  useLayoutEffect(() => {
    if (place === null) return;
    input.current?.setSelectionRange(place, place);
    setPlace(null);
  }, [place]);
  // Read when the frame is made, and not before: reading it lays the whole page out, which is done then anyway.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (drawn.current !== null && input.current !== null) drawn.current.scrollLeft = input.current.scrollLeft;
    });
    return () => cancelAnimationFrame(frame);
  });

  const take = (one: Suggestion) => {
    change(one.line, one.caret);
    setPlace(one.caret);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const one = offered.list[chosen];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) {
        if (event.key === 'ArrowDown') onDown();
        return;
      }
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const next = chosen + step;
      if (next >= offered.list.length || next < -1) setChosen(next < -1 ? offered.list.length - 1 : -1);
      else setChosen(next);
    } else if (one !== undefined && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      take(one);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      setCaret(null);
      onDown();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (isOpen && caret !== null) setCaret(null);
      else if (line !== '') change('', 0);
      else onDown();
    }
  };
  const see = () => setCaret(input.current?.selectionStart ?? null);

  return (
    <div className={styles['box']} data-wrong={wrong !== null}>
      <Icon of={IconSearch} />
      <div className={styles['field']}>
        <div ref={drawn} className={styles['drawn']} aria-hidden="true">
          {stretches(line).map((stretch) => (
            <span key={stretch.at} data-kind={stretch.kind}>
              {stretch.text}
            </span>
          ))}
        </div>
        <input
          ref={input}
          className={styles['input']}
          value={line}
          placeholder={say('payments.search.placeholder')}
          aria-label={say('payments.search')}
          aria-keyshortcuts="/"
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => change(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
          onKeyDown={press}
          onKeyUp={(event) => (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && see()}
          onClick={see}
          onBlur={() => setCaret(null)}
          onScroll={(event) => {
            if (drawn.current !== null) drawn.current.scrollLeft = event.currentTarget.scrollLeft;
          }}
        />
      </div>
      {found !== '' && <span className={`${styles['count']} num`}>{found}</span>}
      {line !== '' && (
        <Button
          look="quiet"
          size="small"
          icon
          aria-label={say('payments.search.clear')}
          onClick={() => {
            change('', 0);
            input.current?.focus();
          }}
        >
          <Icon of={IconX} />
        </Button>
      )}
      {isOpen && (
        <div id={`${id}-list`} className={styles['list']} role="listbox" aria-label={say('payments.search.fields')}>
          <div className={styles['title']} role="presentation">
            {offered.field === null
              ? say('payments.search.fields')
              : say('payments.search.values', { field: offered.field })}
          </div>
          {offered.list.map((one, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and takes the keys
            <div
              key={one.text}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={styles['option']}
              data-field={offered.field === null}
              onMouseMove={() => setChosen(index)}
              // The box keeps the focus: a blur would close the list before the click is done.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(one)}
            >
              <b>{one.text}</b>
              <span>{one.meaning}</span>
            </div>
          ))}
        </div>
      )}
      {wrong !== null && !isOpen && <Wrong id={`${id}-wrong`} wrong={wrong} />}
    </div>
  );
}

function Wrong({ id, wrong }: { id: string; wrong: CommandError }) {
  const { language } = useWords();
  const { message, remedy, detail } = toldIn(language, wrong);
  return (
    <div id={id} className={styles['wrong']} role="alert">
      <div className={`${styles['wrongTitle']} sentence`}>{message}</div>
      <div className="quiet sentence">{detail ?? remedy}</div>
    </div>
  );
}
