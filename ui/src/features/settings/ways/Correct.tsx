import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Callout, told, Wrong } from '@/parts/Callout';
import { Dialog } from '@/parts/Dialog';
import { Field } from '@/parts/Field';
import { useNotice } from '@/parts/Notice';
import { SelectField } from '@/parts/SelectField';
import type { Aspect, CancelRule, CommandError, Considered, EditDraft, MethodView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import {
  blankEdit,
  CANCEL_WORDS,
  CANCELS,
  isYesNo,
  PART_WORDS,
  PARTS,
  partAfter,
  partIn,
  TYPED,
  type Typed,
  YES_NO,
  type YesNo,
} from './parts';
import { nameOf, WAYS } from './Ways';
import styles from './Ways.module.css';

interface CorrectProps {
  method: MethodView;
  onClose: () => void;
}

/** Corrects what is known: typed, then looked at with what the guides say, then written down. */
export function Correct({ method, onClose }: CorrectProps) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const [edit, setEdit] = useState(() => blankEdit(method));
  const [considered, setConsidered] = useState<Considered | null>(null);
  const [hasRead, setRead] = useState(false);
  const look = useMutation({
    mutationFn: () => platform.call('consider_correction', { edit }),
    onSuccess: (next) => {
      setRead(false);
      setConsidered(next);
    },
  });
  const correct = useMutation({
    mutationFn: (shown: string | null) => platform.call('correct_method', { edit, shown }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: WAYS });
      notice.tell(say('ways.correct.done', { method: nameOf(method, language) }));
      onClose();
    },
  });
  const refused = errorOf(look.error) ?? errorOf(correct.error);
  const put = (next: Partial<EditDraft>) => {
    look.reset();
    setEdit({ ...edit, ...next });
  };
  const isReady = considered !== null && (!considered.loosens || hasRead);
  return (
    <Dialog
      open
      width={632}
      title={say('ways.correct.title', { method: nameOf(method, language) })}
      onClose={onClose}
      actions={
        considered === null ? (
          <>
            <Button onClick={onClose}>{say('common.cancel')}</Button>
            <Button look="primary" disabled={look.isPending} onClick={() => look.mutate()}>
              {say('ways.correct.look')}
            </Button>
          </>
        ) : (
          <>
            <Button
              onClick={() => {
                correct.reset();
                setConsidered(null);
              }}
            >
              {say('ways.correct.edit')}
            </Button>
            <Button
              look="primary"
              disabled={!isReady || correct.isPending}
              onClick={() => correct.mutate(considered.loosens ? considered.mark : null)}
            >
              {say('ways.correct.do')}
            </Button>
          </>
        )
      }
    >
      {considered === null ? (
        <Fields method={method} edit={edit} put={put} refused={refused} />
      ) : (
        <Review method={method} edit={edit} considered={considered} hasRead={hasRead} onRead={setRead} />
      )}
      {refused !== null && !isOfField(refused) && <Wrong error={refused} />}
    </Dialog>
  );
}

const errorOf = (thrown: Error | null): CommandError | null => (thrown === null ? null : Refused.from(thrown).error);
const FIELDS: readonly string[] = [...Object.values(TYPED), 'reason'];
const isOfField = ({ code, field }: CommandError): boolean =>
  code === 'reason-needed' || code === 'reason-too-long' || (code === 'bad-field' && FIELDS.includes(field ?? ''));

interface FieldsProps {
  method: MethodView;
  edit: EditDraft;
  put: (next: Partial<EditDraft>) => void;
  refused: CommandError | null;
}

function Fields({ method, edit, put, refused }: FieldsProps) {
  const { say, language } = useWords();
  const keep = (part: Aspect) => say('ways.correct.keep', { stands: partIn(part, method.stands, say) });
  const wrongAt = (field: string) =>
    refused !== null && isOfField(refused) && (refused.field ?? 'reason') === field ? told(refused, language) : null;
  return (
    <div className={styles['fields']}>
      <p className={styles['whole']}>{say('ways.correct.what')}</p>
      {PARTS.map((part) => {
        if (isYesNo(part)) return <Choice key={part} part={part} edit={edit} put={put} keep={keep(part)} />;
        if (part === 'cancel') {
          return (
            <div key={part} className={styles['whole']}>
              <SelectField
                label={say('ways.part.cancel')}
                value={edit.cancel ?? ''}
                onChange={(event) => put({ cancel: (event.currentTarget.value || null) as CancelRule | null })}
              >
                <option value="">{keep(part)}</option>
                {CANCELS.map((rule) => (
                  <option key={rule} value={rule}>
                    {say(CANCEL_WORDS[rule])}
                  </option>
                ))}
              </SelectField>
            </div>
          );
        }
        const key = TYPED[part as Typed];
        return (
          <Field
            key={part}
            label={say(PART_WORDS[part])}
            hint={keep(part)}
            wrong={wrongAt(key)}
            inputMode="decimal"
            autoComplete="off"
            value={edit[key] ?? ''}
            onChange={(event) =>
              put({ [key]: event.currentTarget.value.trim() === '' ? null : event.currentTarget.value })
            }
          />
        );
      })}
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={edit.from_guide}
          onChange={(event) => put({ from_guide: event.currentTarget.checked })}
        />
        {say('ways.correct.back')}
      </label>
      <div className={styles['whole']}>
        <Field
          label={say('ways.correct.reason')}
          wrong={wrongAt('reason')}
          maxLength={256}
          value={edit.reason}
          onChange={(event) => put({ reason: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}

interface ChoiceProps {
  part: YesNo;
  edit: EditDraft;
  put: (next: Partial<EditDraft>) => void;
  keep: string;
}

function Choice({ part, edit, put, keep }: ChoiceProps) {
  const { say } = useWords();
  const [key, yes, no] = YES_NO[part];
  const value = edit[key];
  return (
    <SelectField
      label={say(PART_WORDS[part])}
      value={value === null ? '' : String(value)}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        put({ [key]: chosen === '' ? null : chosen === 'true' });
      }}
    >
      <option value="">{keep}</option>
      <option value="true">{say(yes)}</option>
      <option value="false">{say(no)}</option>
    </SelectField>
  );
}

interface ReviewProps {
  method: MethodView;
  edit: EditDraft;
  considered: Considered;
  hasRead: boolean;
  onRead: (read: boolean) => void;
}

/** What would change, and what the guides say; whoever allows more has read it first. */
function Review({ method, edit, considered, hasRead, onRead }: ReviewProps) {
  const { say } = useWords();
  return (
    <div className={styles['review']}>
      <ul>
        {considered.differences.map(({ aspect, direction }) => (
          <li key={aspect} data-tone={direction === 'loosens' ? 'authorised' : 'draft'}>
            <p>
              {say('ways.correct.change', {
                part: say(PART_WORDS[aspect]),
                before: partIn(aspect, method.stands, say),
                after: partAfter(aspect, edit, method, say),
              })}
            </p>
            <p className="small">
              <span className={styles['direction']}>
                {direction === 'loosens' ? say('ways.correct.loosens') : say('ways.correct.restricts')}
              </span>{' '}
              {say('ways.correct.guide', { guide: partIn(aspect, method.guide, say) })}
            </p>
          </li>
        ))}
      </ul>
      {considered.loosens && (
        <Callout kind="care" title={say('ways.correct.loosens.title')}>
          <p>{say('ways.correct.loosens.what')}</p>
          <label className={styles['check']}>
            <input type="checkbox" checked={hasRead} onChange={(event) => onRead(event.currentTarget.checked)} />
            {say('ways.correct.read')}
          </label>
        </Callout>
      )}
    </div>
  );
}
