import type { RowOf } from '../../../core/contract/index.ts';
import { laneLabels, lanes } from '../../domains/fleet/task-labels.ts';
import { formatCount } from '../../ui/text/format.ts';

export type Hub = RowOf<'hub.status'>;

export interface HubProblem {
  readonly kind: 'info' | 'warning' | 'problem';
  readonly what: string;
  readonly kept: string;
  readonly todo: string;
}

const troubles: Readonly<Record<Hub['state'], (hub: Hub) => HubProblem | null>> = {
  starting: () => ({
    kind: 'info',
    what: 'The hub is starting.',
    kept: 'What you see is what was last known.',
    todo: 'Agents come back by themselves.',
  }),
  off: () => ({
    kind: 'warning',
    what: 'The hub is off: no agent can connect and no task is handed out.',
    kept: 'Agents, tasks and their history are kept.',
    todo: 'Turn it on in its settings.',
  }),
  failed: ({ note }) => ({
    kind: 'problem',
    what: note === null ? 'The hub couldn’t start.' : `The hub couldn’t start: ${note}`,
    kept: 'Agents, tasks and their history are kept.',
    todo: 'Change where it listens in its settings.',
  }),
  running: ({ note }) =>
    note === null
      ? null
      : { kind: 'warning', what: note, kept: '', todo: 'It can be changed in the hub’s settings.' },
};

/** What the person must know of the hub before they read the board; null when it simply runs. */
export function hubProblem(hub: Hub): HubProblem | null {
  return troubles[hub.state](hub);
}

/** The queue's lanes with what waits in them, in the order they are served. */
export function laneDepths(
  hub: Hub,
): readonly { readonly id: string; readonly label: string; readonly count: number }[] {
  return lanes.map((id) => ({ id, label: laneLabels[id], count: hub.lanes[id] }));
}

const samples: Readonly<Record<Hub['sample']['state'], (agents: number) => string | null>> = {
  off: () => null,
  starting: () => 'The sample fleet is starting: three agents in a temporary folder.',
  running: (agents) =>
    `Sample fleet: ${formatCount(agents, 'agent')} in a temporary folder. Stopping it removes all of it.`,
  stopping: () => 'The sample fleet is stopping; its agents, tasks and folder are being removed.',
};

/** What the sample's banner says; null while there is none. */
export function sampleSentence({ sample }: Hub): string | null {
  return samples[sample.state](sample.agents);
}
