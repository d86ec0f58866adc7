import type { TrackerEdit } from '../../../core/contract/trackers.ts';
import type { ItemRow } from '../../../core/domain/trackers/rows/item-rows.ts';
import { decode, encode } from '../../../core/domain/trackers/text/text.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { contentHash, contentOf } from '../../../db/contents/content-store.ts';
import { readConflicts } from '../../../db/records/conflict.ts';
import { revisionsSaying } from '../../../db/records/revision.ts';
import { readTrackerByPath } from '../../../db/records/tracker.ts';
import { renameTracker } from '../../../db/usecases/trackers.ts';
import { peekRedo, peekUndo } from '../../../db/usecases/undo.ts';
import { resolve } from '../../../main/engine/services/conflicts/resolve-conflict.ts';
import { editTracker } from '../../../main/engine/services/trackers/edits/edit-tracker.ts';
import { observeFile } from '../../../main/engine/services/trackers/observe-file.ts';
import { isBehind, liveTracker } from '../../../main/engine/services/trackers/tracker-access.ts';
import { redo, undo } from '../../../main/engine/services/trackers/versions/undo-redo.ts';
import { type Device, must } from './device.ts';
import { rowsOf } from './items.ts';
import type { TokenLedger } from './token-ledger.ts';

export interface Random {
  below(limit: number): number;
}

/** What a person or another program does next on one device to the tracker at one path. */
export async function randomStep(
  device: Device,
  path: string,
  random: Random,
  ledger: TokenLedger,
): Promise<string> {
  const tracker = readTrackerByPath(device.db.read, path);
  if (tracker === null || tracker.hash === null) return 'not heard of yet';
  const die = random.below(20);
  if (die < 9) return edit(device, tracker.id, path, random, ledger);
  if (die < 11) return undoOrRedo(device, tracker.id, random, ledger);
  if (die < 17) return outsideSave(device, tracker.id, path, random, ledger);
  if (die < 18) return resolveOne(device, tracker.id, random);
  if (die < 19) {
    must(renameTracker(device.db, device.actorId, tracker.id, `Name ${random.below(1000)}`));
    return 'rename the tracker';
  }
  must(await observe(device, tracker.id));
  return 'look at the file';
}

const signal = new AbortController().signal;
const actingOn = ({ actorId }: Device) => ({ actorId, signal });

export const observe = (device: Device, trackerId: TrackerId) =>
  device.deps.queue.run(trackerId, () => observeFile(device.deps, trackerId));

/** Whether the file says something that is no revision yet. */
function unseen(device: Device, trackerId: TrackerId, path: string): boolean {
  const tracker = must(liveTracker(device.db, trackerId));
  return textAt(device, path) !== decode(contentOf(device.db, tracker.hash));
}

const textAt = (device: Device, path: string): string =>
  decode(device.files.bytesAt(path) ?? new Uint8Array());

async function edit(
  device: Device,
  trackerId: TrackerId,
  path: string,
  random: Random,
  ledger: TokenLedger,
): Promise<string> {
  // An edit of a text that has to be brought together first would be another one than was planned here.
  if (isBehind(device.db, trackerId)) must(await observe(device, trackerId));
  const rows = rowsOf(device, trackerId);
  const row = rows[random.below(rows.length)];
  const other = rows[random.below(rows.length)];
  if (row === undefined || other === undefined) return 'nothing to edit';
  const wanted = planned(row, other, random, ledger);
  if (wanted === null) return 'nothing to edit';
  const input = { trackerId, edits: [wanted.edit], log: random.below(4) === 0, actorId: null };
  const done = await editTracker(device.deps, input, actingOn(device));
  if (!done.ok) {
    if (done.error.code.startsWith('file.')) throw new Error(`${done.error.code}: ${done.error.message}`);
    return `${wanted.edit.kind} refused: ${done.error.code}`;
  }
  ledger.removed(wanted.before, wanted.after);
  ledger.wrote(path, wanted.after);
  return `${wanted.edit.kind} ${row.key} ${wanted.after}: ${done.value.summary}`;
}

interface Wanted {
  readonly edit: TrackerEdit;
  readonly before: string;
  readonly after: string;
}

function planned(row: ItemRow, other: ItemRow, random: Random, ledger: TokenLedger): Wanted | null {
  const whole = row.fields.map((field) => field.raw).join(' ');
  const keep = { before: '', after: '' };
  const place = random.below(2) === 0 ? 'before' : 'after';
  switch (random.below(8)) {
    case 0:
      return { edit: { kind: 'delete-item', itemId: row.id }, before: whole, after: '' };
    case 1:
      return { edit: { kind: 'move-item', itemId: row.id, nearItemId: other.id, place }, ...keep };
    case 2: {
      const name = `New ${ledger.fresh()}`;
      const named = row.fields.find((field) => field.kind === 'text');
      if (named === undefined) return null;
      const values = { [named.name]: name };
      return { edit: { kind: 'add-item', nearItemId: row.id, place, values }, before: '', after: name };
    }
    default: {
      const editable = row.fields.filter((field) => field.editable);
      const field = editable[random.below(editable.length)];
      if (field === undefined) return null;
      const value = {
        status: ['not-started', 'in-progress', 'blocked', 'done'][random.below(4)] ?? 'done',
        date: `2027-0${1 + random.below(9)}-1${random.below(9)}`,
        check: field.value === 'true' ? 'false' : 'true',
        number: String(random.below(100)),
        owner: `Owner ${ledger.fresh()}`,
        text: `Name ${ledger.fresh()}`,
        notes: `note ${ledger.fresh()}`,
      }[field.kind];
      return {
        edit: { kind: 'set-field', itemId: row.id, field: field.name, value },
        before: field.raw,
        after: value,
      };
    }
  }
}

async function undoOrRedo(
  device: Device,
  trackerId: TrackerId,
  random: Random,
  ledger: TokenLedger,
): Promise<string> {
  must(await observe(device, trackerId));
  const back = random.below(3) > 0;
  const step = back ? peekUndo(device.db, trackerId) : peekRedo(device.db, trackerId);
  const done = await (back ? undo : redo)(device.deps, { trackerId }, actingOn(device));
  if (done.ok && step !== null) {
    const [from, to] = back ? [step.targetHash, step.baseHash] : [step.baseHash, step.targetHash];
    ledger.removed(decode(contentOf(device.db, from)), decode(contentOf(device.db, to)));
  }
  return `${back ? 'undo' : 'redo'} ${done.ok ? 'done' : done.error.code}`;
}

/** An editor shows what it loaded, and mostly loads again what changed. */
const EDITOR_OPEN_MS = 14 * 60_000;

function shownText(device: Device, path: string, random: Random): Uint8Array {
  const versions = device.files.shownBy(path);
  const now = device.deps.clock.now();
  const open = versions.filter((_, index) => now - (versions[index + 1]?.modifiedAt ?? now) < EDITOR_OPEN_MS);
  const stale = random.below(3) === 0 ? open[random.below(open.length)] : undefined;
  return (stale ?? versions.at(-1))?.bytes ?? new Uint8Array();
}

/** Another program changes lines of what it shows, moves some, adds and takes away. */
async function outsideSave(
  device: Device,
  trackerId: TrackerId,
  path: string,
  random: Random,
  ledger: TokenLedger,
): Promise<string> {
  // A save over one that we never saw is between those two programs.
  if (unseen(device, trackerId, path)) must(await observe(device, trackerId));
  const current = textAt(device, path);
  const before = decode(shownText(device, path, random));
  const lines = before.split('\n');
  const rows = lines.flatMap((line, index) => (/^(?:\| [A-Z]|- \[)/u.test(line) ? [index] : []));
  const at = rows[random.below(rows.length)];
  const to = rows[random.below(rows.length)];
  if (at === undefined || to === undefined) return 'nothing to save';
  const line = lines[at] ?? '';
  switch (random.below(6)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1:
      lines.splice(at, 1);
      lines.splice(to, 0, line);
      break;
    case 2:
      lines.splice(
        at,
        0,
        line.startsWith('-') ? `- [ ] Box ${ledger.fresh()}` : `| T${ledger.fresh()} row | todo | | |`,
      );
      break;
    case 3:
      lines.splice(lines.indexOf('## Notes') + 1, 0, '', `Prose ${ledger.fresh()}.`);
      break;
    default:
      lines[at] = line.startsWith('-')
        ? `${line} ${ledger.fresh()}`
        : line.replace(/\|([^|]*)\|$/u, `| ${ledger.fresh()} |`);
  }
  const after = lines.join('\n');
  device.files.save(path, encode(after));
  ledger.removed(before, after);
  // A return to an earlier text is taken as meant, with all that it leaves out (ADR 0006).
  const isReturn = revisionsSaying(device.db.read, trackerId, contentHash(encode(after))).length > 0;
  if (isReturn) ledger.removed(current, after);
  const kind = isReturn ? 'RETURN ' : before === current ? '' : 'STALE ';
  ledger.wrote(path, after);
  if (random.below(2) === 0) {
    must(await observe(device, trackerId));
    return `save outside, seen at once: ${kind}${lines[at]}`;
  }
  return `save outside: ${kind}${lines[at]}`;
}

async function resolveOne(device: Device, trackerId: TrackerId, random: Random): Promise<string> {
  const open = readConflicts(device.db.read, trackerId, false);
  const conflict = open[random.below(open.length)];
  if (conflict === undefined) return 'no conflict to resolve';
  const keep = random.below(2) === 0 ? 'mine' : 'theirs';
  const done = await resolve(device.deps, { conflictId: conflict.id, keep }, actingOn(device));
  return `resolve ${conflict.field}: ${done.ok ? done.value.summary : done.error.code}`;
}
