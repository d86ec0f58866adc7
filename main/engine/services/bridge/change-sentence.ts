import type { RecentChange } from '../../../../db/readers/bridge.ts';
import { ITEM_ITSELF } from '../../../../db/records/item-history.ts';

const LONGEST_VALUE = 60;

/** "You moved Target date of M3 from 2026-03-27 to 2026-04-03": one change, told to the person `me`. */
export function changeSentence(change: RecentChange, me: string): string {
  const who = actorLabel(change.actor, me);
  const title = short(change.title);
  const took = change.source === 'undo' ? 'undid: ' : change.source === 'redo' ? 'did again: ' : '';
  if (change.field === ITEM_ITSELF) {
    return `${who} ${took}${change.before === null ? 'added' : 'removed'} ${title}`;
  }
  const label = change.label.toLowerCase();
  const before = change.before ?? '';
  const after = change.after ?? '';
  if (change.field === 'check') return `${who} ${took}${after === 'true' ? 'ticked' : 'unticked'} ${title}`;
  if (after === '') return `${who} ${took}cleared ${label} of ${title}, was ${short(before)}`;
  if (before === '') return `${who} ${took}set ${label} of ${title} to ${short(after)}`;
  if (before.length > LONGEST_VALUE || after.length > LONGEST_VALUE)
    return `${who} ${took}changed ${label} of ${title}`;
  return `${who} ${took}${verb(change)} ${label} of ${title} from ${before} to ${after}`;
}

/** A person's own changes read "You"; a change that came through the file has no name here. */
export function actorLabel(actor: string | null, me: string): string {
  if (actor === null) return 'Someone outside';
  return actor === me ? 'You' : actor;
}

function verb(change: RecentChange): string {
  const dated = /^\d{4}-\d{2}-\d{2}$/;
  return dated.test(change.before ?? '') && dated.test(change.after ?? '') ? 'moved' : 'changed';
}

function short(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
