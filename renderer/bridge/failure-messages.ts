import type { Failure } from '../../core/kernel/result.ts';
import { type Entry, type Facts, type MessagePart, Nothing, named, quoted } from './failure-message.ts';
import { fleetFailureMessages } from './failure-messages-fleet.ts';

/** What a failure means to a person: what happened, what is kept, what to do. Whole sentences. */
export interface FailureMessage {
  readonly what: string;
  readonly kept: string;
  readonly next: string;
}

const FileKept = 'The file is untouched.';

const path = (facts: Facts) => named(facts, 'path', 'the file');
/** One entry per error code of the contract; a test compares the two lists. */
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
  'item.ambiguous': [
    'More than one item fits that name.',
    Nothing,
    'Use its full address, or pick it from the search.',
  ],
  'field.not-found': [
    (facts) => `This item has no field ${quoted(facts, 'field', 'of that name')}.`,
    Nothing,
    'Reload the tracker; its columns may have changed outside.',
  ],
  'field.locked': [
    (facts) => `${quoted(facts, 'field', 'This field')} can’t be edited here.`,
    Nothing,
    (facts) => named(facts, 'reason', 'Edit it in the source, where its whole line is in view.'),
  ],
  'status.illegal-move': [
    (facts) =>
      `${quoted(facts, 'to', 'That status')} can’t follow ${quoted(facts, 'from', 'the present one')}.`,
    Nothing,
    (facts) => `From here it may become: ${named(facts, 'legal', 'the words in its status menu')}.`,
  ],
  'status.unknown-word': [
    (facts) => `${quoted(facts, 'word', 'That word')} isn’t in this document’s vocabulary.`,
    Nothing,
    (facts) => `Use one of: ${named(facts, 'legal', 'the words in its status menu')}.`,
  ],
  'date.not-understood': [
    (facts) => `${quoted(facts, 'value', 'That')} isn’t a date this document can hold.`,
    Nothing,
    'Pick a day, or type it as 2026-02-16.',
  ],
  'value.not-allowed': [
    'That value would break the line it stands in.',
    Nothing,
    (facts) => named(facts, 'reason', 'Leave out line breaks and the marks that end the cell.'),
  ],
  'tracker.conflict-markers': [
    'Its text holds an unresolved merge conflict.',
    Nothing,
    (facts) => named(facts, 'reason', 'Resolve the conflict in the file, then edit it here.'),
  ],
  'tracker.not-utf8': [
    'The file is not UTF-8.',
    Nothing,
    (facts) => named(facts, 'reason', 'Save it as UTF-8 in your editor, then edit it here.'),
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
  'file.changed': [
    (facts) => `${path(facts)} changed outside while this was being written.`,
    'The outside change and your edit are both kept.',
    'Look at the tracker again and repeat the edit if it still holds.',
  ],
  'file.read-only': [
    (facts) => `${path(facts)} can’t be written: it is read-only.`,
    FileKept,
    'Make the file writable, then try again.',
  ],
  'file.missing': [
    (facts) => `${path(facts)} can’t be found.`,
    'The last version read is kept in the workspace.',
    'Put the file back, or export the tracker to a new place.',
  ],
  'file.disk-full': ['The disk is full.', FileKept, 'Free some space, then try again.'],
  'file.write-failed': [
    (facts) => `Writing ${path(facts)} failed.`,
    FileKept,
    (facts) => named(facts, 'reason', 'Check the folder’s permissions, then try again.'),
  ],
  'file.exists': [
    (facts) => `${path(facts)} is there already.`,
    FileKept,
    'Choose another name, or allow it to be replaced.',
  ],
  'file.in-use': [
    (facts) => named(facts, 'reason', `${path(facts)} holds something else that is in use.`),
    'Nothing was written.',
    'Choose another name.',
  ],
  'file.not-allowed': ['That folder can’t be shown.', Nothing, 'Choose a folder you may read.'],
  'import.nothing-found': [
    'No tracker file was found there.',
    Nothing,
    'Name a Markdown or YAML file, a folder with some, or a pattern such as docs/**/*.md.',
  ],
  'import.too-many': [
    'Those paths lead to too many files at once.',
    Nothing,
    'Name a smaller folder, or add them in parts.',
  ],
  'template.not-found': ['That template isn’t known.', Nothing, 'Pick one from the list.'],
  'profile.not-found': ['That profile isn’t known.', Nothing, 'Pick one from the list.'],
  'undo.nothing': [
    'There is nothing left of yours to undo or redo here.',
    Nothing,
    'Undo reaches your own edits, of this window or of the tracker shown. Earlier versions stay in the tracker’s log.',
  ],
  'undo.overtaken': [
    (facts) =>
      facts.already === true
        ? 'The text says that already; there was nothing to change.'
        : 'The place this would change was edited since.',
    (facts) => (facts.already === true ? Nothing : 'The newer edit stands.'),
    'Pressed again, undo goes on to the step before. Earlier versions are in the tracker’s log.',
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
  'settings.invalid': [
    'That setting can’t have this value.',
    'The old value stands.',
    (facts) => named(facts, 'reason', 'Choose one of the values offered.'),
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
  'actor.revoked': [
    (facts) => `${named(facts, 'name', 'This actor')} was revoked and acts no more.`,
    Nothing,
    'Act as somebody who is enrolled, under People and keys.',
  ],
  'actor.locked': [
    (facts) => `${named(facts, 'name', 'This actor')} acts only when unlocked.`,
    Nothing,
    'Unlock with their passphrase under People and keys, or act as somebody else there.',
  ],
  'actor.passphrase-wrong': [
    (facts) => `That passphrase doesn’t open ${named(facts, 'name', 'this actor')}’s key.`,
    Nothing,
    'Try again.',
  ],
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

const say = (phrase: MessagePart, facts: Facts) => (typeof phrase === 'string' ? phrase : phrase(facts));

/** The message for a failure. A code without one shows the engine's sentence. */
export function explain(failure: Failure): FailureMessage {
  const entry = failureMessages[failure.code] ?? gatewayFailures[failure.code];
  if (entry === undefined) {
    return {
      what: failure.message,
      kept: Nothing,
      next: failure.retryable ? 'Try again in a moment.' : 'Copy the diagnostics if it repeats.',
    };
  }
  const [what, kept, next] = entry;
  return { what: say(what, failure.facts), kept: say(kept, failure.facts), next: say(next, failure.facts) };
}

/** The same in one line, for a cell or a field: what happened, what to do. */
export function explainInLine(failure: Failure): string {
  const { what, next } = explain(failure);
  return `${what} ${next}`;
}
