import { useCallback, useMemo } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { useCommands } from '../../../ui/keys/commands.ts';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { DifferenceList } from './difference-list.tsx';
import { RoleList } from './role-list.tsx';
import { SignoffDialog } from './signoff-dialog.tsx';
import {
  hasDifferences,
  type OfferedStep,
  offeredSteps,
  rolesFact,
  type Signoff,
  type SignoffStep,
  signoffLabels,
  signoffMarks,
  standingReasons,
  stepLabels,
  untried,
} from './signoff-labels.ts';
import styles from './signoffs.module.css';
import { useSteps } from './use-steps.ts';

const stepKeys: Partial<Record<SignoffStep, string>> = {
  request: 'Shift+r',
  approve: 'Shift+a',
  return: 'Shift+b',
};
const keyCap = { request: '⇧ R', approve: '⇧ A', return: '⇧ B' } as const;

/** How an item stands on its way to being signed off, who is to sign, and what the person here may do about it. */
export function ItemSignoff({ itemId }: Pick<Signoff, 'itemId'>) {
  const view = useView('signoffs.item', { itemId });
  const { opened, close, take } = useSteps();
  const signoff = view.rows[0];
  const run = useCallback((step: SignoffStep) => take({ step, itemId }), [take, itemId]);
  const steps = useMemo(() => (signoff === undefined ? [] : offeredSteps(signoff)), [signoff]);
  useCommands(useMemo(() => stepCommands(steps, run), [steps, run]));
  if (signoff === undefined)
    return view.phase === 'loading' ? <Skeleton label="the sign-off" lines={2} /> : null;
  return (
    <div className={styles.signoff} data-lost={view.phase === 'lost'}>
      <Standing signoff={signoff} />
      <RoleList reviews={signoff.reviews} asked={signoff.requestId !== null} />
      {signoff.state === 'stale' && hasDifferences(signoff.differences) ? (
        <DifferenceList differences={signoff.differences} />
      ) : null}
      <div className={styles.buttons}>
        {steps.filter(isTaken).map(({ step, whyNot }, at) => (
          <Button
            key={step}
            kind={at === 0 && whyNot === null && !step.startsWith('withdraw') ? 'primary' : 'plain'}
            keys={step === 'request' || step === 'approve' || step === 'return' ? keyCap[step] : undefined}
            onPress={() => run(step)}
          >
            {stepLabels[step]}
          </Button>
        ))}
      </div>
      {steps
        .filter(({ step, whyNot }) => whyNot !== null && step !== 'return')
        .map(({ step, whyNot }) => (
          <p key={step} className={styles.muted}>
            {stepLabels[step]}: {untried(whyNot ?? '')}
          </p>
        ))}
      {opened === null ? null : <SignoffDialog opened={opened} onClose={close} />}
    </div>
  );
}

function Standing({ signoff }: { readonly signoff: Signoff }) {
  const { state, roles, requested, note, cell, completedAt } = signoff;
  const reasons = standingReasons(signoff);
  return (
    <>
      <p className={styles.standing}>
        <StateLabel mark={signoffMarks[state]} label={signoffLabels[state]} />
        <span className={styles.muted}>
          {roles.length === 0 ? null : `${rolesFact(roles)} · `}
          {requested === null ? (
            'Nobody has asked for a sign-off.'
          ) : (
            <>
              asked for by {requested.by}, <TimeText at={requested.at} />
            </>
          )}
          {completedAt === null ? null : (
            <>
              {' · completed '}
              <TimeText at={completedAt} />
            </>
          )}
        </span>
      </p>
      {note === '' ? null : <p className={styles.note}>“{note}”</p>}
      {reasons.length === 0 ? null : (
        <ul className={styles.because}>
          {reasons.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {cell.state === 'waiting' ? (
        <Notice kind="info" what="Signed, not yet written in the file." todo={cell.says ?? undefined} />
      ) : null}
      {cell.state === 'left' ? (
        <p className={styles.muted}>Somebody changed its status after it was signed; that stands.</p>
      ) : null}
    </>
  );
}

/** What is in the way of a request is said in its dialog, with what to do about it. */
function isTaken({ step, whyNot }: OfferedStep): boolean {
  return whyNot === null || step === 'request';
}

function stepCommands(steps: readonly OfferedStep[], run: (step: SignoffStep) => void) {
  return steps.filter(isTaken).map(({ step }) => ({
    id: `signoff.${step}`,
    title: stepLabels[step],
    group: 'Sign-off',
    ...(stepKeys[step] === undefined ? {} : { keys: stepKeys[step] }),
    words: ['review', 'sign', 'signature'],
    run: () => run(step),
  }));
}
