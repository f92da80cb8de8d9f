import { Dialog } from '@/parts/Dialog';
import { KeyCap } from '@/parts/KeyCap';
import { useWords, type WordKey } from '@/words/words';
import { useHello } from './pulse';
import { routesOf } from './routes';
import styles from './Sheet.module.css';

type Line = readonly [keys: readonly string[], does: WordKey];

const ANYWHERE: readonly Line[] = [
  [['Ctrl K'], 'keys.palette'],
  [['?'], 'keys.sheet'],
  [['Ctrl Z'], 'keys.undo'],
  [['Esc'], 'keys.back'],
];
const LIST: readonly Line[] = [
  [['j', 'k', '↓', '↑'], 'keys.move'],
  [['Page ↓', 'Page ↑'], 'keys.page'],
  [['Home', 'End'], 'keys.ends'],
  [['Enter'], 'keys.open'],
  [['Space'], 'keys.select'],
  [['Shift ↑', 'Shift ↓'], 'keys.extend'],
  [['/'], 'keys.search'],
  [['f'], 'keys.filter'],
  [['Ctrl A'], 'keys.all'],
  [['Ctrl Enter'], 'keys.review'],
];
const ATTENTION: readonly Line[] = [
  [['h'], 'attention.keys.snooze'],
  [['e'], 'attention.keys.read'],
];
const SEARCH: readonly Line[] = [
  [['↓', '↑'], 'keys.move'],
  [['Enter', 'Tab'], 'keys.complete'],
  [['Ctrl S'], 'keys.save'],
  [['Esc'], 'keys.back'],
];
const KEYS: readonly Line[] = [
  [['Ctrl T'], 'key.test'],
  [['Ctrl Shift K'], 'key.new'],
];

const REQUEST: readonly Line[] = [
  [['Ctrl Enter'], 'request.create'],
  [['Ctrl S'], 'request.save'],
  [['c'], 'request.share.copy'],
  [['q'], 'request.qr.enlarge'],
  [['n'], 'request.new'],
];

/** Every key there is. */
export function Sheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { say } = useWords();
  const { environment } = useHello();
  const list: Line[] = [...LIST, [['n'], 'keys.new'], ...ATTENTION];
  const go: Line[] = routesOf(environment).map((route) => [['g', route.letter], route.word]);
  if (environment === 'training') go.push([['g', 't'], 'training.panel']);
  return (
    <Dialog open={open} title={say('keys.title')} onClose={onClose} width={720}>
      <div className={styles['columns']}>
        <Group title={say('keys.group.anywhere')} lines={ANYWHERE} />
        <Group title={say('keys.group.list')} lines={list} />
        <Group title={say('keys.group.go')} lines={go} />
        <Group title={say('keys.group.search')} lines={SEARCH} />
        <Group title={say('nav.keys')} lines={KEYS} />
        <Group title={say('request.title')} lines={REQUEST} />
      </div>
      <p className="small quiet">
        {say('keys.note')} {say('keys.single')}.
      </p>
    </Dialog>
  );
}

function Group({ title, lines }: { title: string; lines: readonly Line[] }) {
  const { say } = useWords();
  return (
    <section className={styles['group']}>
      <h3 className={styles['title']}>{title}</h3>
      <dl className={styles['list']}>
        {lines.map(([keys, does]) => (
          <div key={keys.join(' ')} className={styles['line']}>
            <dt>{say(does)}</dt>
            <dd>
              {keys.map((key) => (
                <KeyCap key={key}>{key}</KeyCap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
