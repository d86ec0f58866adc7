import type { Failure } from '../../core/kernel/result.ts';
import { type Entry, Nothing } from './failure-message.ts';
import { fleetFailureMessages } from './failure-messages-fleet.ts';
import { readableDates } from './readable-dates.ts';

/** What a failure means to a person: what happened, what is kept, what to do. Whole sentences. */
export interface FailureMessage {
  readonly what: string;
  readonly kept?: string | undefined;
  readonly next?: string | undefined;
}

/** Where a screen's own words help more than the engine's sentence, which says all three by itself. */
export const failureMessages: Readonly<Record<string, Entry>> = {
  ...fleetFailureMessages,
  'tracker.not-found': [
    'That tracker is no longer here.',
    Nothing,
    'Open it from the tracker list, or restore it if it was removed.',
  ],
  'tracker.no-file': [
    'This tracker has no file yet.',
    'Everything in it is kept in the workspace.',
    'Export it to give it a file.',
  ],
  'item.not-found': [
    'That item is no longer in the document.',
    Nothing,
    'It may have been renamed or deleted outside; look for it by name.',
  ],
  'section.not-found': [
    'That section is no longer in the document.',
    Nothing,
    'Reload the tracker; its headings may have changed outside.',
  ],
  'revision.not-found': [
    'That earlier version isn’t kept here.',
    Nothing,
    'Pick another version from the list.',
  ],
  'version.overtaken': [
    'The document changed since you compared it with that version.',
    'Nothing was restored.',
    'Close this, look at the difference again, and restore if it still holds.',
  ],
  'template.not-found': ['That template isn’t known.', Nothing, 'Pick one from the list.'],
  'profile.not-found': ['That profile isn’t known.', Nothing, 'Pick one from the list.'],
  'undo.nothing': [
    'There is nothing left of yours to undo or redo here.',
    Nothing,
    'Undo reaches your own edits, of this window or of the tracker shown. Earlier versions stay in the tracker’s log.',
  ],
  'finding.not-found': [
    'That finding no longer holds.',
    Nothing,
    'The document changed and it went away by itself.',
  ],
  'finding.reason-missing': [
    'Accepting a finding takes a reason.',
    'It stays open.',
    'Say in a sentence why it is fine as it is.',
  ],
  'conflict.not-found': [
    'That conflict is no longer here.',
    Nothing,
    'Look at the tracker for what the file says now.',
  ],
  'conflict.resolved': [
    'That conflict was settled already.',
    'The choice made stands.',
    'Reopen it to choose again.',
  ],
  'layout.too-large': [
    'This layout is too large to remember.',
    'It holds until the window closes.',
    'Reset the columns to make it smaller.',
  ],
  'actor.exists': ['Somebody of that name is enrolled already.', Nothing, 'Choose another name.'],
  'actor.passphrase-weak': [
    'That passphrase is too easy to guess.',
    Nothing,
    'Use a longer one: four words that don’t belong together are good.',
  ],
  'actor.not-found': ['That person or agent is no longer enrolled.', Nothing, 'Reload the list.'],
  'actor.no-connection': ['Only a connection can be unlocked.', Nothing, 'Reload the page, then try again.'],
  'device.not-found': ['That device is not known here, or was revoked already.', Nothing, 'Reload the list.'],
  'device.own': ['This is the device you are working on.', Nothing, 'Revoke it from another one.'],
  'secret.locked': [
    'The secrets of this machine are locked.',
    Nothing,
    'Unlock its keyring, then try again.',
  ],
  'secret.unreadable': [
    'The private key is not on this machine, or can’t be read.',
    Nothing,
    'Act as somebody whose key is here.',
  ],
  'secret.write-failed': [
    'The key couldn’t be kept.',
    Nothing,
    'See that the disk has room, then try again.',
  ],
  'actor.last': ['The last key that can still sign can’t be revoked.', Nothing, 'Add another person first.'],
  'db.read-only': [
    'This workspace is open read-only.',
    Nothing,
    'Open it with the newer Quarterdeck that wrote it.',
  ],
  'job.not-found': ['That piece of work has ended.', 'What it finished is kept.', 'Nothing more to do.'],
  'job.cancelled': [
    'Stopped as you asked.',
    'What was finished before is kept.',
    'Start it again to do the rest.',
  ],
};

const Again = 'Try again in a moment.';
const Report = 'Copy the diagnostics and report it: this is a bug.';

/** Codes of the gateway, the connection and the workspace, which any call may answer with. */
export const gatewayFailures: Readonly<Record<string, Entry>> = {
  'contract.unknown': [
    'This window and its engine are of different versions.',
    Nothing,
    'Reload the window to get the same version of both.',
  ],
  'contract.version': [
    'This window and its engine are of different versions.',
    Nothing,
    'Reload the window to get the same version of both.',
  ],
  'contract.other-workspace': [
    'Another workspace is open behind this address now.',
    'Both workspaces are as they were.',
    'Reload the window to see the one that is open.',
  ],
  'contract.invalid': ['The engine didn’t accept what was sent.', Nothing, Report],
  'contract.bug': ['Something went wrong inside the engine.', 'What was saved before is safe.', Report],
  'contract.busy': ['The engine has too much to do at once.', Nothing, Again],
  'contract.too-many-views': [
    'Too many lists are open at once.',
    Nothing,
    'Close a tab or panel, then try again.',
  ],
  'contract.too-large': ['That is more than fits into one message.', Nothing, 'Do it in smaller parts.'],
  'contract.cancelled': [
    'Stopped as you asked.',
    'What was finished before is kept.',
    'Start it again to do the rest.',
  ],
  'contract.lost': [
    'The engine went away before it answered.',
    'What was saved before is safe.',
    'Once it is back, see whether the change was made.',
  ],
  'contract.absent': [
    'The engine is not there, so nothing was sent.',
    'What was saved before is safe.',
    'Try again once it is back.',
  ],
  'contract.closed': [
    'This window is disconnected from its engine.',
    'What was saved is safe.',
    'Reload the window.',
  ],
  'db.io': [
    'The workspace’s disk didn’t take the write.',
    'What was saved before is safe.',
    'Check the disk’s space and health in diagnostics.',
  ],
};

/** What a screen adds to the engine's sentence. */
export const nextOnScreen: Readonly<Record<string, string>> = {
  'actor.revoked': 'Act as somebody who is enrolled, under People and keys.',
  'actor.locked': 'Unlock them under People and keys, or act as somebody else there.',
};

/** The message for a failure. A code without an entry has the engine's sentence: it knows the names and the reason. */
export function explain({ code, message }: Failure): FailureMessage {
  const entry = failureMessages[code] ?? gatewayFailures[code];
  if (entry === undefined) return { what: readableDates(message), next: nextOnScreen[code] };
  const [what, kept, next] = entry;
  return { what, kept, next };
}

/** The same in one line, for a cell or a field: what happened, what to do. */
export function explainInLine(failure: Failure): string {
  const { what, next } = explain(failure);
  return next === undefined ? what : `${what} ${next}`;
}
