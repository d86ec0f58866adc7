import { useState } from 'react';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery } from '../../../bridge/hooks.ts';
import { decisionLabels } from '../../../domains/readiness/release/gate-labels.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { StateLabel, StateMark } from '../../../ui/marks/state-mark.tsx';
import { SidePanel } from '../../../ui/overlays/side-panel.tsx';
import { CodeText } from '../../../ui/text/code-text.tsx';
import { formatBytes } from '../../../ui/text/format.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from '../bundles.module.css';
import {
  type Bundle,
  bundlePath,
  kindLabels,
  type Move,
  nameOfBundle,
  outcomeOf,
  stepLabels,
} from '../release-model.ts';

interface MovePanelProps {
  readonly move: Move;
  readonly bundles: readonly Bundle[];
  readonly underWay: ReadonlySet<string>;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  readonly onClose: () => void;
}

/** One move: what it came to, and what each of its commands wrote. */
export function MovePanel({ move, bundles, underWay, onPrevious, onNext, onClose }: MovePanelProps) {
  const { id, kind, environmentTitle, says, steps } = move;
  const { mark, label } = outcomeOf(move, underWay);
  return (
    <SidePanel
      title={`${kindLabels[kind]}: ${environmentTitle}`}
      mark={<StateMark mark={mark} label={label} />}
      fact={`${label} · ${nameOfBundle(bundles, move.bundleId)}`}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
    >
      <p className={shared.says}>{says}</p>
      <DefinitionList items={factsOf(move, bundles)} />
      {steps.map((step) => (
        <StepPart key={`${id} ${step.step}`} moveId={id} step={step} />
      ))}
    </SidePanel>
  );
}

function factsOf(move: Move, bundles: readonly Bundle[]) {
  const { bundleId, from, at, endedAt, by, device, decision, correlation } = move;
  return [
    {
      term: 'Bundle',
      value: <TextLink href={bundlePath(bundleId)}>{nameOfBundle(bundles, bundleId)}</TextLink>,
    },
    { term: 'Ran before', value: from === null ? 'nothing' : nameOfBundle(bundles, from) },
    {
      term: 'Begun',
      value: (
        <>
          <TimeText at={at} />, by {by}, on {device}
        </>
      ),
    },
    { term: 'Ended', value: endedAt === null ? 'not that is known' : <TimeText at={endedAt} /> },
    {
      term: 'Gate said',
      value: decision === null ? 'was not asked' : decisionLabels[decision].toLowerCase(),
    },
    { term: 'Correlation', value: <span className={shared.mono}>{correlation}</span> },
  ];
}

type Step = Move['steps'][number];

function StepPart({ moveId, step }: { readonly moveId: Move['id']; readonly step: Step }) {
  const [shown, setShown] = useState<'output' | 'junit' | null>(null);
  const name = stepLabels[step.step];
  const toggle = (what: 'output' | 'junit') => setShown(shown === what ? null : what);
  return (
    <section className={styles.part} aria-label={name}>
      <h3>{name}</h3>
      <pre className={styles.command}>
        <code>{step.command}</code>
      </pre>
      <p className={shared.says}>
        <StateLabel mark={step.passed ? 'done' : 'blocked'} label={step.says} />
      </p>
      <div className={styles.buttons}>
        {step.output === null ? null : (
          <Button
            label={`Output of ${step.step}`}
            isPressed={shown === 'output'}
            onPress={() => toggle('output')}
          >
            Output
          </Button>
        )}
        {step.junit === null ? null : (
          <Button
            label={`JUnit report of ${step.step}`}
            isPressed={shown === 'junit'}
            onPress={() => toggle('junit')}
          >
            JUnit report
          </Button>
        )}
      </div>
      {shown === null ? null : <StepOutput moveId={moveId} step={step.step} what={shown} />}
    </section>
  );
}

function StepOutput(props: {
  readonly moveId: Move['id'];
  readonly step: Step['step'];
  readonly what: 'output' | 'junit';
}) {
  const { value, failure } = useQuery('environments.output', props);
  if (failure !== null) return <FailureNotice failure={failure} />;
  if (value === null) return <Skeleton label="what it wrote" lines={3} />;
  if (value.bytes === 0) return <p className={styles.muted}>It wrote nothing.</p>;
  const isCut = new TextEncoder().encode(value.text).length < value.bytes;
  return (
    <>
      {isCut ? <p className={styles.muted}>The end of {formatBytes(value.bytes)}.</p> : null}
      <CodeText
        label={props.what === 'output' ? 'What it wrote' : 'Its JUnit report'}
        text={value.text}
        wrap
      />
    </>
  );
}
