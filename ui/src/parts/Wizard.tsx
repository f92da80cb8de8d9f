import { Modal } from '@mantine/core';
import { type FormEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { EnvTag } from './EnvTag';
import { useFocusBack } from './focusBack';
import { type Step, Steps } from './Steps';
import styles from './Wizard.module.css';

/** One page of something that takes several steps. */
export interface WizardProps {
  title: string;
  /** All steps, and the one people are at; none where there is only one. */
  steps?: { all: readonly Step[]; at: number; label: string };
  /** Another word where the page changes within a step. */
  turn?: string;
  /** What stands at the foot, before the buttons. */
  note?: ReactNode;
  /** The buttons. One of type `submit` is pressed by Enter as well; it never moves money. */
  actions: ReactNode;
  onSubmit?: () => void;
  onClose?: () => void;
  children: ReactNode;
}

/** What draws the pages of a wizard: a dialog over a screen, or the window itself. */
export type WizardFrame = (props: WizardProps) => ReactNode;

/** The wizard over a screen. The band of the environment stays in sight above it. */
export function WizardDialog({ onClose = () => {}, ...page }: WizardProps) {
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      closeOnClickOutside={false}
      size={720}
      centered
      padding={0}
      title={
        <>
          {page.title}
          <span className="push" />
          <EnvTag />
        </>
      }
      classNames={{
        title: styles['title'] ?? '',
        header: styles['header'] ?? '',
        content: styles['dialog'] ?? '',
        body: styles['fill'] ?? '',
      }}
    >
      <Page {...page} />
    </Modal>
  );
}

/** The wizard as the window itself, where there is no screen to stand over yet. */
export function WizardPage(page: WizardProps) {
  return (
    <section className={styles['page']} aria-label={page.title}>
      <header className={styles['header']}>
        <h1 className={styles['title']}>
          {page.title}
          <span className="push" />
          <EnvTag />
        </h1>
      </header>
      <Page {...page} />
    </section>
  );
}

/** Only the body of the page scrolls: a field brought into view by itself would move the window around it as well. */
function intoSight(body: HTMLElement, field: HTMLElement): void {
  const below = field.getBoundingClientRect().bottom - body.getBoundingClientRect().bottom;
  if (below > 0) body.scrollTop += below + 24;
}

function Page({ steps, turn, note, actions, onSubmit, children }: WizardProps) {
  const body = useRef<HTMLDivElement>(null);
  const at = steps?.at;
  // A new step begins at its beginning, for the eye and for the keyboard, and before any further key: a key that comes
  // while the focus is still on the button of the last step would be lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is what it answers to
  useLayoutEffect(() => {
    const find = (what: string) => body.current?.querySelector<HTMLElement>(what);
    const first = find('[data-autofocus]') ?? find('input:not([type="hidden"]), textarea');
    (first ?? body.current)?.focus({ preventScroll: true });
    body.current?.scrollTo?.({ top: 0 });
    if (body.current !== null && first !== undefined && first !== null) intoSight(body.current, first);
  }, [at, turn]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate autoComplete="off">
      {steps !== undefined && (
        <div className={styles['steps']}>
          <Steps steps={steps.all} at={steps.at} label={steps.label} />
        </div>
      )}
      <div className={styles['body']} ref={body} tabIndex={-1}>
        {children}
      </div>
      <footer className={styles['foot']}>
        <span className={styles['note']}>{note}</span>
        {actions}
      </footer>
    </form>
  );
}
