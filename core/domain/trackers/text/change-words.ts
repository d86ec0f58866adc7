import { z } from 'zod';
import { isIsoDate } from '../../../kernel/time.ts';
import { plainText } from './plain-text.ts';

/** How a change came about. */
export const ChangeSource = z.enum([
  'here',
  'outside',
  'merge',
  'import',
  'undo',
  'redo',
  'restore',
  'reading',
]);
export type ChangeSource = z.output<typeof ChangeSource>;

/** The name under which an item's own coming and going is kept; no document field can have it. */
export const ITEM_ITSELF = ':item';
/** The same for its place among the others. */
export const ITEM_PLACE = ':place';

export interface WordedChange {
  /** Field name, `ITEM_ITSELF` or `ITEM_PLACE`. */
  readonly field: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ChangeMaker {
  readonly source: ChangeSource;
  /** A name; of an outside save its author, where that is known. */
  readonly actor: string | null;
}

const LONGEST = 60;

const MANNER: Readonly<Record<ChangeSource, string>> = {
  here: '',
  outside: '',
  merge: '',
  import: '',
  undo: ' by undo',
  redo: ' by redo',
  restore: ' by restoring a version',
  reading: ' by reading the document another way',
};

/**
 * "Kim changed the due date of Door from 2026-05-03 to 2026-06-15": who did what to which item, told to the person `me`.
 * Days stay ISO: a screen writes them its own way. Without a title the item is the one on the screen.
 */
export function changeSentence(
  change: WordedChange & ChangeMaker,
  title: string | null,
  me: string | null,
): string {
  const outside = change.source === 'outside' && change.actor !== null ? ' outside' : '';
  return `${makerWords(change, me)} ${changeWords(change, title, `${MANNER[change.source]}${outside}`)}`;
}

/** The first change of a version as a sentence, and how many more there are. */
export function versionSentence(
  first: WordedChange & ChangeMaker,
  title: string,
  total: number,
  me: string | null,
): string {
  const more = total - 1;
  const rest =
    more === 0 ? '' : `, and ${more.toLocaleString('en')} more ${more === 1 ? 'change' : 'changes'}`;
  return `${changeSentence(first, title, me)}${rest}`;
}

/** A person's own changes read "You". */
export function makerWords({ source, actor }: ChangeMaker, me: string | null): string {
  if (source === 'merge') return 'A merge';
  if (source === 'import') return 'The import';
  if (actor === null) return source === 'outside' ? 'Someone outside' : 'Someone here';
  return actor === me && source !== 'outside' ? 'You' : actor;
}

/** "changed the due date of Door from 2026-05-03 to 2026-06-15": what was done, without who; `manner` says how. */
export function changeWords(change: WordedChange, title: string | null, manner = ''): string {
  const item = title === null ? 'it' : quotedIfDated(short(plainText(title)));
  const before = change.before ?? '';
  const after = change.after ?? '';
  if (change.field === ITEM_ITSELF) return `${change.before === null ? 'added' : 'removed'} ${item}${manner}`;
  if (change.field === ITEM_PLACE) return `moved ${item}${manner}`;
  if (change.field === 'check') return `${after === 'true' ? 'ticked' : 'unticked'} ${item}${manner}`;
  const [from, to] = [valueWords(before), valueWords(after)];
  if (change.field === 'name' && before !== '' && after !== '' && from !== to)
    return `renamed ${from} to ${to}${manner}`;
  const what = `${columnWords(change)}${title === null ? '' : ` of ${item}`}`;
  // Two long texts that only differ where they are cut.
  if (from === to) return `changed ${what}${manner}`;
  if (after === '') return `cleared ${what}${manner}, it was ${from}`;
  return `${before === '' ? `set ${what} to ${to}` : `changed ${what} from ${from} to ${to}`}${manner}`;
}

/** Columns that English has a word for, however the document writes it ("OWNER"). */
const PLAIN: ReadonlySet<string> = new Set([
  'status',
  'name',
  'owner',
  'notes',
  'priority',
  'start',
  'start date',
  'progress',
]);

/** A column inside a sentence: "the owner"; one of the document's own as it is written there: “Zuständig”. */
export function columnWords({ field, label }: Pick<WordedChange, 'field' | 'label'>): string {
  if (field === 'date') return 'the due date';
  const written = plainText(label);
  const plain = written === '' ? field : written.toLowerCase();
  return written === '' || PLAIN.has(plain) ? `the ${plain}` : `“${written}”`;
}

function valueWords(value: string): string {
  return isIsoDate(value) ? value : `“${short(plainText(value))}”`;
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** In quotation marks where it holds a day: a screen writes only the other days its own way. */
export function quotedIfDated(name: string): string {
  return /\d{4}-\d{2}-\d{2}/u.test(name) ? `“${name}”` : name;
}

const TAKEN: Readonly<Record<'undo' | 'redo', string>> = { undo: 'Undid: ', redo: 'Redid: ' };

/** What a step that is taken back or done again is called, from what the step itself did. */
export function takenWords(direction: 'undo' | 'redo', summary: string): string {
  return `${TAKEN[direction]}${summary}`;
}

/** What the step itself did, from what it is called when it is taken back or done again. */
export function withoutTaken(summary: string): string {
  const taken = Object.values(TAKEN).find((words) => summary.startsWith(words));
  return taken === undefined ? summary : summary.slice(taken.length);
}
