import { useEffect, useMemo, useRef, useState } from 'react';
import { explain } from '../../../bridge/failure-messages.ts';
import { freshId } from '../../../bridge/fresh-id.ts';
import { call } from '../../../bridge/hooks.ts';
import { announce } from '../../../ui/feedback/live-region.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { buildPath, navigate } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { type Command, useCommands } from '../../../ui/keys/commands.ts';
import { caps } from '../../../ui/keys/platform.ts';
import { useNow } from '../../../ui/text/clock.tsx';
import styles from './composer.module.css';
import { DonePanel } from './done-panel.tsx';
import { type Draft, sending } from './drafts.ts';
import { sameForm, type TaskForm } from './form.ts';
import { LimitsPanel } from './limits-panel.tsx';
import { LinkPanel } from './link-panel.tsx';
import { PlaceholderPanel } from './placeholder-panel.tsx';
import { placeholdersOf } from './placeholders.ts';
import { fieldOfRefusal, shownProblems } from './problems.ts';
import { readForm } from './read-form.ts';
import { RoutingPanel } from './routing-panel.tsx';
import { TemplateTools } from './template-tools.tsx';
import type { DraftState } from './use-draft.ts';
import { WorkPanel } from './work-panel.tsx';

interface ComposerProps {
  readonly state: DraftState;
  readonly draft: Draft;
  /** What the draft began with: discarding goes back to it. */
  readonly first: TaskForm;
  readonly begunFrom: string | null;
}

interface Refusal {
  readonly code: string;
  readonly what: string;
  readonly todo: string | undefined;
}

export function Composer({ state, draft, first, begunFrom }: ComposerProps) {
  const now = useNow();
  const page = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { form } = draft;
  const read = useMemo(() => readForm(form, now), [form, now]);
  const open = useMemo(() => placeholdersOf(form), [form]);
  const changed = useMemo(() => !sameForm(form, first), [form, first]);
  const change = (part: Partial<TaskForm>) => {
    setRefusal(null);
    state.change(part);
  };
  const place = refusal === null ? undefined : fieldOfRefusal[refusal.code];
  const problems = {
    ...shownProblems(read.problems, tried),
    ...(place === undefined || refusal === null
      ? {}
      : { [place]: [refusal.what, refusal.todo].filter(Boolean).join(' ') }),
  };
  const submit = async () => {
    setTried(true);
    if (read.spec === null) {
      const count = Object.keys(read.problems).length;
      announce(`Not sent: ${count === 1 ? 'one field needs' : `${count} fields need`} another look.`);
      requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const sent = sending(draft, freshId);
    state.put(sent);
    setBusy(true);
    const answer = await call('tasks.submit', { task: read.spec, clientKey: sent.key });
    setBusy(false);
    if (!answer.ok) {
      const words = explain(answer.error);
      setRefusal({ code: answer.error.code, what: words.what, todo: words.next });
      announce(`Not queued: ${words.what}`);
      return;
    }
    state.put(null);
    showToast({
      kind: 'done',
      text: answer.value.created
        ? 'The task is queued.'
        : 'This task was queued before; it is not queued twice.',
    });
    navigate(buildPath('/tasks/:task', { task: answer.value.taskId }), { replace: true });
  };
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'task.submit',
          title: 'Submit the task',
          group: 'New task',
          keys: '$mod+Enter',
          whileTyping: true,
          run: () => latest.current(),
        },
      ],
      [],
    ),
  );
  return (
    <div ref={page} className={styles.page}>
      <header className={styles.head}>
        <p className={styles.muted}>
          {begunFrom ?? 'What the hub gives to an agent that fits.'}{' '}
          {changed
            ? state.tooLong
              ? 'This draft is too long to be kept: it is here until the window closes.'
              : 'The draft is kept on this device until you submit or discard it.'
            : ''}
        </p>
        <TemplateTools form={form} spec={read.spec} changed={changed} onUse={(next) => state.begin(next)} />
      </header>
      {open.length === 0 ? null : (
        <PlaceholderPanel key={open.join()} form={form} names={open} onFill={(next) => change(next)} />
      )}
      {refusal !== null && place === undefined ? (
        <Notice
          kind="problem"
          what={refusal.what}
          kept="Nothing was queued; the draft is kept."
          todo={refusal.todo}
        />
      ) : null}
      <div className={styles.columns}>
        <div className={styles.column}>
          <WorkPanel form={form} problems={problems} change={change} />
          <DonePanel form={form} problems={problems} change={change} />
        </div>
        <div className={styles.column}>
          <LinkPanel form={form} problems={problems} change={change} />
          <RoutingPanel form={form} problems={problems} change={change} read={read} />
          <LimitsPanel form={form} problems={problems} change={change} />
        </div>
      </div>
      <footer className={styles.foot}>
        {tried && read.spec === null ? (
          <span className={styles.problem}>
            {Object.keys(read.problems).length === 1
              ? 'One field needs another look.'
              : `${Object.keys(read.problems).length} fields need another look.`}
          </span>
        ) : null}
        {changed ? (
          <Button kind="quiet" onPress={() => state.begin(first)}>
            Discard the draft
          </Button>
        ) : null}
        <Button
          kind="primary"
          keys={caps('$mod+Enter').join(' ')}
          isPending={busy}
          onPress={() => void submit()}
        >
          Submit task
        </Button>
      </footer>
    </div>
  );
}
