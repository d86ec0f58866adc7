import { decisionLabels, decisionMarks, gatePath } from '../../../domains/readiness/release/gate-labels.ts';
import { useGateTitle } from '../../../domains/readiness/release/use-gate-title.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { StateLabel, StateMark } from '../../../ui/marks/state-mark.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from '../bundles.module.css';
import { type Bundle, bundlePath, type Environment, type Move, nameOfBundle } from '../release-model.ts';
import { CommandList } from './command-list.tsx';
import { currentMove, openCommands, unsettledMove } from './environment-model.ts';

interface EnvironmentPanelProps {
  readonly environment: Environment;
  readonly bundles: readonly Bundle[];
  readonly moves: readonly Move[];
  /** A move into it is under way: what it runs is told when it has ended. */
  readonly isMoving: boolean;
  readonly stale: boolean;
  readonly onAsk: (what: 'promote' | 'rollback' | 'approve' | 'edit') => void;
  readonly onMove: (moveId: Move['id']) => void;
}

/** What runs in an environment, since when and by whom, what its gate said, and what a move runs there. */
export function EnvironmentPanel(props: EnvironmentPanelProps) {
  const gateTitle = useGateTitle();
  const { environment, bundles, moves, isMoving, stale, onAsk, onMove } = props;
  const { id, title, current, lastKnownGood, commands } = environment;
  const unsettled = isMoving ? null : unsettledMove(environment, moves);
  const open = openCommands(environment);
  return (
    <Panel
      title={title}
      fact={id}
      stale={stale}
      actions={
        <Button kind="quiet" label={`Edit ${title}`} onPress={() => onAsk('edit')}>
          Edit
        </Button>
      }
    >
      <div className={styles.environment}>
        <p className={styles.runs}>
          <StateMark
            {...(isMoving
              ? { mark: 'active', label: 'A move is under way' }
              : unsettled !== null
                ? { mark: 'unknown', label: 'Not certain' }
                : current === null
                  ? { mark: 'planned', label: 'Nothing runs' }
                  : { mark: 'done', label: 'Runs' })}
          />
          {current === null ? (
            'Nothing was promoted here yet'
          ) : (
            <TextLink href={bundlePath(current)}>{nameOfBundle(bundles, current)}</TextLink>
          )}
        </p>
        {unsettled === null ? null : (
          <Notice
            kind="warning"
            what={unsettled.outcome === 'unfinished' ? 'What runs here is not certain.' : unsettled.says}
            kept={unsettled.outcome === 'unfinished' ? unsettled.says : undefined}
            actions={
              <Button kind="quiet" onPress={() => onMove(unsettled.id)}>
                What happened
              </Button>
            }
          />
        )}
        {isMoving ? <Notice kind="info" what="A move into it is under way." /> : null}
        <DefinitionList items={factsOf(environment, bundles, moves, gateTitle)} />
        <CommandList commands={commands} />
        {open.length === 0 ? null : (
          <Notice
            kind="info"
            what="Nobody approved these commands on this device: nothing is moved here until somebody does."
            actions={
              <Button label={`Read and approve the commands of ${title}`} onPress={() => onAsk('approve')}>
                Read and approve
              </Button>
            }
          />
        )}
        <div className={styles.buttons}>
          <Button
            kind="primary"
            label={`Promote to ${title}`}
            isDisabled={isMoving}
            onPress={() => onAsk('promote')}
          >
            Promote
          </Button>
          <Button
            label={`Roll back ${title}`}
            isDisabled={lastKnownGood === null || isMoving}
            onPress={() => onAsk('rollback')}
          >
            Roll back
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function factsOf(
  environment: Environment,
  bundles: readonly Bundle[],
  moves: readonly Move[],
  gateTitle: (gateId: string) => string,
) {
  const { since, lastKnownGood, gate, after, rootName, folder, commands } = environment;
  const by = currentMove(environment, moves);
  return [
    ...(since === null
      ? []
      : [
          {
            term: 'Since',
            value: (
              <>
                <TimeText at={since} />
                {by === null ? '' : `, by ${by.by}`}
              </>
            ),
          },
        ]),
    ...(by?.decision == null
      ? []
      : [
          {
            term: 'Gate said',
            value: <StateLabel mark={decisionMarks[by.decision]} label={decisionLabels[by.decision]} />,
          },
        ]),
    {
      term: 'Gate',
      value:
        gate === null ? 'each bundle’s own' : <TextLink href={gatePath(gate)}>{gateTitle(gate)}</TextLink>,
    },
    { term: 'Comes after', value: after ?? 'nothing: it is the first' },
    {
      term: 'Back to',
      value: lastKnownGood === null ? 'nothing that is known to work' : nameOfBundle(bundles, lastKnownGood),
    },
    ...(commands.length === 0 ? [] : [{ term: 'Runs in', value: folder ?? rootName ?? 'an empty folder' }]),
  ];
}
