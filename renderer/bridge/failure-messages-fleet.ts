import { type Entry, type Facts, Nothing, named, quoted } from './failure-message.ts';

const beside = (facts: Facts, name: string, mark: (text: string) => string): string => {
  const value = named(facts, name, '');
  return value === '' ? '' : mark(value);
};
const because = (facts: Facts) => beside(facts, 'reason', (reason) => `: ${reason}`);
const inBrackets = (facts: Facts, name: string) => beside(facts, name, (value) => ` (${value})`);

const Queue = 'The queue is as it was.';

/** Messages for the failures of agents, tasks and the hub. */
export const fleetFailureMessages: Readonly<Record<string, Entry>> = {
  'agent.name-taken': [
    (facts) => `An agent called ${quoted(facts, 'name', 'that')} is here already.`,
    Nothing,
    'Choose another name, or leave it empty and take the suggested one.',
  ],
  'agent.not-found': [
    'That agent is no longer here.',
    'What it did stays in the history of its tasks.',
    'Go back to the fleet; it may have been removed elsewhere.',
  ],
  'agent.offline': [
    'That agent isn’t connected.',
    Nothing,
    'Start its sidecar, wait until it shows as idle, then try again.',
  ],
  'hub.not-here': [
    (facts) =>
      `This belongs to the hub ${named(facts, 'name', 'of another device')}, which doesn’t run here.`,
    'Nothing was changed: what that hub reported is shown, and it takes orders on its own device.',
    'Do it there, or hand the work to the hub on this device.',
  ],
  'hub.not-found': [
    'This workspace knows no such hub.',
    Nothing,
    'Leave the hub out to mean the one on this device.',
  ],
  'hub.off': [
    'The hub isn’t running.',
    'Agents, tasks and their history are kept.',
    'Turn it on in the hub’s settings, then try again.',
  ],
  'hub.waiting': [
    'The hub hasn’t confirmed this yet.',
    'It is kept, and sent again by itself.',
    'Wait for its answer; asking again is not needed.',
  ],
  'hub.port-taken': [
    (facts) => `Port ${named(facts, 'port', 'chosen')} is used by another program.`,
    'The hub goes on as it was.',
    'Choose another port, or 0 for any free one.',
  ],
  'hub.certificate': [
    (facts) => `The certificate or its key can’t be used${because(facts)}.`,
    'The hub goes on as it was.',
    'Name two PEM files that belong together and that this login may read.',
  ],
  'hub.needs-certificate': [
    'Other machines may only connect over an encrypted connection.',
    'The hub goes on as it was.',
    'Name a certificate file and its key file first, or stay on this machine.',
  ],
  'sample.running': [
    'The sample fleet is running already.',
    Nothing,
    'Look at it on the board, or stop it there first.',
  ],
  'sample.failed': [
    (facts) => `The sample fleet couldn’t start${because(facts)}.`,
    'What had been set up for it was removed again.',
    'Check the space in the temporary folder and that git can be run, then try again.',
  ],
  'task.not-found': ['That task is no longer here.', Nothing, 'Look for it among all tasks.'],
  'task.not-queued': [
    'That task isn’t waiting any more.',
    Queue,
    'Only waiting tasks have a place in a lane; this one was taken or has ended.',
  ],
  'task.unknown-dependency': [
    (facts) => `It should wait for a task that isn’t here${inBrackets(facts, 'taskId')}.`,
    'Nothing was submitted.',
    'Take that one out, or name a task that exists.',
  ],
  'task.unknown-agent': [
    'The agent it names isn’t here.',
    'Nothing was submitted.',
    'Choose another agent, or let the hub choose.',
  ],
  'task.unknown-repository': [
    'The repository it names isn’t here.',
    'Nothing was submitted.',
    'Add the repository first, or choose another one.',
  ],
  'task.unknown-item': [
    'The tracker item it belongs to is no longer here.',
    'Nothing was submitted.',
    'Choose the item again, or submit the task without one.',
  ],
  'task.deadline-passed': [
    'Its deadline has passed already.',
    'Nothing was submitted.',
    'Choose a later deadline, or none.',
  ],
  'task.key-conflict': [
    'Another task was submitted under the same key with a different content.',
    'The earlier task is as it was.',
    'Use a new key for a new task.',
  ],
  'template.exists': [
    (facts) => `A template called ${quoted(facts, 'name', 'that')} is here already.`,
    'It is as it was.',
    'Choose another name.',
  ],
  'template.not-found': ['That template is no longer here.', Nothing, 'Choose another one from the list.'],
  'proposal.not-found': [
    'That proposal is no longer here.',
    'The tracker is as it was.',
    'Look at the task it came from.',
  ],
  'proposal.settled': [
    'That proposal was answered already.',
    'The first answer stands.',
    'Look at the item to see what it says now.',
  ],
  'endpoint.exists': [
    (facts) => `An endpoint with that name or address is here already${inBrackets(facts, 'name')}.`,
    Nothing,
    'Change the one that is here, or choose another name and address.',
  ],
  'endpoint.not-found': [
    'That endpoint is no longer here.',
    Nothing,
    'It may have been removed elsewhere; add it again if it is needed.',
  ],
  'repository.exists': [
    (facts) => `That repository is here already${inBrackets(facts, 'name')}.`,
    Nothing,
    'Look for it in the list.',
  ],
  'repository.bad-url': [
    'That isn’t an address git can clone from.',
    Nothing,
    'Give an https, ssh or file address, or the absolute path of a repository on this machine.',
  ],
  'repository.not-found': [
    'That repository is no longer here.',
    Nothing,
    'It may have been removed elsewhere; add it again if it is needed.',
  ],
  'repository.in-use': [
    (facts) => `Tasks that haven’t ended belong to that repository${inBrackets(facts, 'tasks')}.`,
    'It stays in its place.',
    'Pause it, let them end or cancel them, then remove it.',
  ],
  'token.name-taken': [
    (facts) => `A token called ${quoted(facts, 'name', 'that')} is here already.`,
    Nothing,
    'Choose another name, or revoke the old one first.',
  ],
  'token.not-found': [
    'That token is no longer here.',
    Nothing,
    'It may have been revoked elsewhere; look at the list of clients.',
  ],
};
