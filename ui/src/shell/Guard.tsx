import { Component, type ReactNode } from 'react';
import { Button } from '@/parts/Button';
import { Refused } from '@/platform/platform';
import { inSentences, toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import styles from './Guard.module.css';

/** Keeps a fault in one screen from taking the window with it, and says what happened. */
export class Guard extends Component<{ children: ReactNode }, { fault: unknown }> {
  override state: { fault: unknown } = { fault: null };

  static getDerivedStateFromError(fault: unknown) {
    return { fault };
  }

  override render() {
    if (this.state.fault === null) return this.props.children;
    return <Fault fault={this.state.fault} again={() => this.setState({ fault: null })} />;
  }
}

function Fault({ fault, again }: { fault: unknown; again: () => void }) {
  const { say, language } = useWords();
  const what = inSentences(toldIn(language, Refused.from(fault).error));
  return (
    <Trouble title={say('trouble.crash.title')} body={say('trouble.crash.body', { what })}>
      <Button onClick={again}>{say('trouble.crash.again')}</Button>
    </Trouble>
  );
}

/** A screen that has nothing to show but what went wrong and what to do. */
export function Trouble({ title, body, children }: { title: string; body: string; children?: ReactNode }) {
  return (
    <div className={styles['trouble']} role="alert">
      <h2 className={styles['title']}>{title}</h2>
      <p className={styles['body']}>{body}</p>
      {children !== undefined && <div className={styles['actions']}>{children}</div>}
    </div>
  );
}
