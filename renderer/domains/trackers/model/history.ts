import { dayText } from './days.ts';
import type { ItemDetail } from './rows.ts';

type Change = ItemDetail['history'][number];

function who(change: Change, me: string | null): string {
  if (change.source === 'outside') return 'Someone outside';
  if (change.source === 'import') return 'The import';
  if (change.actor === null) return 'Somebody here';
  return change.actor === me ? 'You' : change.actor;
}

function shown(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? dayText(value)
    : `“${value.length > 80 ? `${value.slice(0, 79)}…` : value}”`;
}

function tick(change: Change): string | null {
  if (change.field !== 'check') return null;
  return change.after === 'true' ? 'ticked it' : 'took the tick away';
}

/** "You moved Target Date from Mar 27, 2026 to Apr 3, 2026". The time stands beside it. */
export function historySentence(change: Change, me: string | null): string {
  const label = change.label === '' ? change.field : change.label;
  const actor = who(change, me);
  const tail = change.source === 'undo' ? ' by undo' : change.source === 'redo' ? ' by redo' : '';
  const ticked = tick(change);
  if (ticked !== null) return `${actor} ${ticked}${tail}`;
  if (change.before === null && change.after === null) return `${actor} changed ${label}${tail}`;
  if (change.before === null) {
    return change.source === 'import'
      ? `${actor} read ${label} as ${shown(change.after ?? '')}`
      : `${actor} set ${label} to ${shown(change.after ?? '')}${tail}`;
  }
  if (change.after === null || change.after === '')
    return `${actor} cleared ${label}, it was ${shown(change.before)}${tail}`;
  if (change.before === '') return `${actor} set ${label} to ${shown(change.after)}${tail}`;
  const verb = /^\d{4}-\d{2}-\d{2}$/.test(change.after) ? 'moved' : 'changed';
  return `${actor} ${verb} ${label} from ${shown(change.before)} to ${shown(change.after)}${tail}`;
}
