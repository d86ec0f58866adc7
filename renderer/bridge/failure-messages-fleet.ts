import { type Entry, Nothing } from './failure-message.ts';

const Queue = 'The queue is as it was.';

/** Messages for the failures of agents, tasks and the hub. */
export const fleetFailureMessages: Readonly<Record<string, Entry>> = {
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
  'task.not-found': ['That task is no longer here.', Nothing, 'Look for it among all tasks.'],
  'task.not-queued': [
    'That task isn’t waiting any more.',
    Queue,
    'Only waiting tasks have a place in a lane; this one was taken or has ended.',
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
  'endpoint.not-found': [
    'That endpoint is no longer here.',
    Nothing,
    'It may have been removed elsewhere; add it again if it is needed.',
  ],
  'repository.bad-url': [
    'That isn’t an address git can clone from.',
    Nothing,
    'Give an https, ssh or file address, or the absolute path of a repository on this machine.',
  ],
  'repository.credentials': [
    'That address holds a password or token.',
    Nothing,
    'Give it without: git on each agent’s host keeps it in a credential helper or in ~/.netrc, and ssh in a key.',
  ],
  'repository.not-found': [
    'That repository is no longer here.',
    Nothing,
    'It may have been removed elsewhere; add it again if it is needed.',
  ],
  'token.not-found': [
    'That token is no longer here.',
    Nothing,
    'It may have been revoked elsewhere; look at the list of clients.',
  ],
};
