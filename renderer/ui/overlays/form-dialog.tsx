import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '../feedback/notice.tsx';
import { Button } from '../inputs/button.tsx';
import { useUnsavedText } from '../inputs/unsaved-text.ts';
import type { DialogProps } from './dialog.tsx';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';

/** Why a form was not taken: what is wrong, what is kept, what to do. */
export interface FormProblem {
  readonly what: string;
  readonly kept?: string | undefined;
  readonly next?: string | undefined;
}

/** What the fields are given. */
export interface FormState {
  readonly pending: boolean;
  /** The problem in one line, for the field it belongs to; null where it stands below the fields. */
  readonly problem: string | null;
}

export interface FormDialogProps extends Pick<DialogProps, 'title' | 'size' | 'onClose'> {
  /** The verb: "Add the token". */
  readonly confirm: string;
  readonly keys?: string | undefined;
  /** There is nothing to send yet. */
  readonly isDisabled?: boolean | undefined;
  /** Sends the form once; null when it was taken or the fields say themselves what they lack. Closing is the caller's. */
  readonly send: () => Promise<FormProblem | null>;
  /** `field`: the problem is about the one field there is. */
  readonly problemAt?: 'field' | 'foot' | undefined;
  /** What stands before "Cancel". */
  readonly actions?: ReactNode | undefined;
  /** Stands in the form's place once it was taken, with buttons of its own. */
  readonly done?: ReactNode | undefined;
  readonly children: (form: FormState) => ReactNode;
}

/** A dialog around a few fields, open while mounted. Presses outside don't close it; a second press doesn't send twice. */
export function FormDialog(props: FormDialogProps) {
  const { send, onClose, problemAt = 'foot' } = props;
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const [typed, setTyped] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLSpanElement>(null);
  const sending = useRef(false);
  useEffect(() => {
    // A field that asks for the focus has it by now; else the first one takes it, or the button where there is none.
    if (form.current === null || form.current.contains(document.activeElement)) return;
    const first = form.current.querySelector<HTMLElement>('input:not(:disabled), textarea:not(:disabled)');
    (first ?? foot.current?.querySelector<HTMLElement>('button:not(:disabled)'))?.focus({
      preventScroll: true,
    });
  }, []);
  const run = async () => {
    if (sending.current || props.isDisabled === true) return;
    sending.current = true;
    setPending(true);
    setProblem(await send());
    setPending(false);
    sending.current = false;
  };
  const submit = () => void run();
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !isSending(event)) return;
    event.preventDefault();
    submit();
  };
  const edited = () => {
    setProblem(null);
    setTyped(true);
  };
  const atField = problemAt === 'field' && problem !== null;
  const line = atField ? [problem.what, problem.next ?? ''].join(' ').trim() : null;
  const taken = props.done !== undefined && props.done !== null;
  useUnsavedText(typed && !taken);
  return (
    <Dialog
      title={props.title}
      size={props.size}
      keepOpen
      isOpen
      onClose={onClose}
      actions={
        taken ? undefined : (
          <>
            {props.actions}
            <Button kind="quiet" onPress={onClose}>
              Cancel
            </Button>
            <span ref={foot}>
              <Button
                kind="primary"
                keys={props.keys}
                isPending={pending}
                isDisabled={props.isDisabled}
                onPress={submit}
              >
                {props.confirm}
              </Button>
            </span>
          </>
        )
      }
    >
      {taken ? (
        props.done
      ) : (
        <div ref={form} className={styles.form} onInput={edited} onKeyDown={sendOnEnter}>
          {props.children({ pending, problem: line })}
          {problem === null || atField ? null : (
            <Notice kind="problem" what={problem.what} kept={problem.kept} todo={problem.next} />
          )}
        </div>
      )}
    </Dialog>
  );
}

/** Enter in a field of one line, with Ctrl or Cmd in one of several. A field that means something else by it prevents that. */
function isSending({ key, target, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): boolean {
  if (key !== 'Enter' || nativeEvent.isComposing) return false;
  if (target instanceof HTMLTextAreaElement) return ctrlKey || metaKey;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'file'].includes(target.type);
}
