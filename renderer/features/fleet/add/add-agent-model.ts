import type { RowOf } from '../../../../core/contract/index.ts';
import { Capability, isEnded, type TaskStatus } from '../../../../core/domain/fleet/tasks/task.ts';
import type { Mark } from '../../../ui/marks/mark.ts';

/** "docker, lang:python" as a list; separators are commas and white space, repeats count once. */
export function readCapabilities(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  ];
}

const most = 20;

/** Why the list can't be sent, or null. */
export function capabilityProblem(text: string): string | null {
  const names = readCapabilities(text);
  const wrong = names.find((name) => !Capability.safeParse(name).success);
  if (wrong !== undefined) {
    return `“${wrong}” can’t be a capability: letters, digits and . _ : / + - only, beginning with a letter or digit, at most 64.`;
  }
  return names.length > most ? `At most ${most} capabilities; these are ${names.length}.` : null;
}

export interface TestStatus {
  readonly mark: Mark;
  readonly text: string;
  readonly ended: boolean;
}

const testWordsByStatus: Readonly<Record<TaskStatus, Omit<TestStatus, 'ended'>>> = {
  queued: { mark: 'planned', text: 'The test task waits in the queue.' },
  assigned: { mark: 'active', text: 'The test task was offered to the agent.' },
  working: { mark: 'active', text: 'The agent works on the test task.' },
  completed: {
    mark: 'done',
    text: 'The agent did the test task and its check passed. It is ready.',
  },
  cancelled: { mark: 'dropped', text: 'The test task was cancelled.' },
  'dead-letter': { mark: 'blocked', text: 'The agent couldn’t do the test task.' },
};

/** How the test task stands, in a sentence; a reported error is added. */
export function testStatusOf(task: Pick<RowOf<'tasks.list'>, 'status' | 'error' | 'verified'>): TestStatus {
  const words = { ...testWordsByStatus[task.status], ended: isEnded(task.status) };
  if (task.status === 'completed' && task.verified !== true) {
    return { mark: 'at-risk', text: 'The agent ended the test task, but nothing proves it.', ended: true };
  }
  return task.status === 'dead-letter' && task.error !== null && task.error !== ''
    ? { ...words, text: `${words.text} It said: ${task.error}` }
    : words;
}

/** Where the install line works: a hub that is open to other machines has a certificate, and so an `https:` address. */
export function installHint(hubUrl: string): string {
  const does = 'it fetches the sidecar from this hub, asks for nothing and connects.';
  return hubUrl.startsWith('https:')
    ? `Run it in a shell on the agent’s machine: ${does}`
    : `Run it in a shell on this machine: ${does} For an agent on another machine, first let other machines connect in the hub’s settings.`;
}
