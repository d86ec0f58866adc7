import { counted } from '../../../../core/domain/trackers/read/counted.ts';
import { isSameLabel, type TableMapping } from '../../../../core/domain/trackers/vocabulary/mapping.ts';
import type { CanonicalState } from '../../../../core/domain/trackers/vocabulary/states.ts';
import type { MappingInput, Preview, ReadPreview, State } from '../../../domains/trackers/model/rows.ts';
import { formatCount } from '../../../ui/text/format.ts';
import { LEAVE_ALONE } from './reading-text.ts';

/** What a person chose in the mapping dialog, on top of what was recognised. */
export interface MappingDraft {
  readonly profile: string | null;
  /** By label, in tables of every shape. */
  readonly columns: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, CanonicalState>>;
  /** By the shape of their header. */
  readonly tables: Readonly<Record<string, TableMapping>>;
}

export const NO_MAPPING: MappingDraft = { profile: null, columns: {}, words: {}, tables: {} };

type TablePreview = ReadPreview['tables'][number];

const UNSAID: TableMapping = { followed: null, columns: {} };

/** Says what one column is. A table has one name, one status, one due day: whatever was called so before is not any more. */
export function mapColumn(
  draft: MappingDraft,
  recognised: TablePreview,
  label: string,
  field: string,
): MappingDraft {
  const said = draft.tables[recognised.shape] ?? UNSAID;
  const others = Object.entries(said.columns).filter(
    ([other, word]) => !isSameLabel(other, label) && (word !== field || field === LEAVE_ALONE),
  );
  const read = recognised.columns.find((column) => column.label === label);
  const same = (read?.field ?? LEAVE_ALONE) === field && recognised.followed && others.length === 0;
  const columns = Object.fromEntries(same ? others : [...others, [label, field]]);
  return withTable(draft, recognised.shape, {
    followed: said.followed === false ? null : said.followed,
    columns,
  });
}

/** Says whether the rows of a table are items. */
export function mapTable(draft: MappingDraft, recognised: TablePreview, followed: boolean): MappingDraft {
  const said = draft.tables[recognised.shape] ?? UNSAID;
  return withTable(draft, recognised.shape, {
    followed: followed === recognised.followed ? null : followed,
    columns: followed ? said.columns : {},
  });
}

function withTable(draft: MappingDraft, shape: string, said: TableMapping): MappingDraft {
  const { [shape]: _old, ...rest } = draft.tables;
  const nothing = said.followed === null && Object.keys(said.columns).length === 0;
  return { ...draft, tables: nothing ? rest : { ...rest, [shape]: said } };
}

/** What was said of another file, on top of what was said of this one. */
export function withRemembered(draft: MappingDraft, remembered: Remembered): MappingDraft {
  return {
    ...draft,
    words: { ...remembered.mapping.words, ...draft.words },
    tables: { ...remembered.mapping.tables, ...draft.tables },
  };
}

/** While it would change something. */
export function isOffered(draft: MappingDraft, remembered: Remembered): boolean {
  return Object.keys(remembered.mapping.tables ?? {}).some((shape) => draft.tables[shape] === undefined);
}

type Remembered = NonNullable<ReadPreview['remembered']>;

/** Where a change begins: with what was said of the tracker so far. */
export function draftOf(recognised: Preview): MappingDraft {
  if (recognised.kind === 'refused' || recognised.kind === 'new') return NO_MAPPING;
  const { said } = recognised;
  const { columns = {}, words = {}, tables = {} } = said.mapping ?? {};
  return { profile: said.profile === recognised.profile ? null : said.profile, columns, words, tables };
}

/** Choosing what was a guess confirms it; choosing what was certain drops the entry. */
export function mapWord(
  draft: MappingDraft,
  word: string,
  state: CanonicalState,
  recognised: { readonly state: State; readonly guess: boolean },
): MappingDraft {
  const { [word]: _old, ...rest } = draft.words;
  const same = state === recognised.state && !recognised.guess;
  return { ...draft, words: same ? rest : { ...rest, [word]: state } };
}

/** Null while nothing was chosen: then the profile alone decides. */
export function mappingInput({ columns, words, tables }: MappingDraft): MappingInput | null {
  const chosen = [columns, words, tables].some((said) => Object.keys(said).length > 0);
  return chosen ? { columns: { ...columns }, words: { ...words }, tables: { ...tables } } : null;
}

/** "5 programme milestones, 20 milestones": what was recognised, most first, zeros left out. */
export function recognisedText(recognised: Readonly<Record<string, number>>): string {
  const parts = Object.entries(recognised)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, count]) => counted(count, what));
  return parts.length === 0 ? 'nothing it could track' : parts.join(', ');
}

/** How many readings of a file are guesses: of places, and of words that no place is named for. */
export function guessesIn({ guesses, words }: Pick<ReadPreview, 'guesses' | 'words'>): number {
  const isNamed = (word: string) => guesses.some(({ what }) => what.startsWith(`"${word}" `));
  return guesses.length + words.filter(({ guess, word }) => guess && !isNamed(word)).length;
}

export interface PreviewTotals {
  readonly ready: number;
  readonly already: number;
  readonly refused: number;
  readonly items: number;
  readonly unread: number;
}

/** Null for a file that could not be read. */
export function readable(preview: Preview | undefined): ReadPreview | null {
  return preview === undefined || preview.kind === 'refused' ? null : preview;
}

/** What adding it would bring in: a tracker that is none yet, or that comes back. */
export function isReady(preview: Preview): preview is Extract<Preview, { kind: 'new' | 'returning' }> {
  return preview.kind === 'new' || preview.kind === 'returning';
}

/** Whether it asks for another reading than the first one. */
function saysSomething(draft: MappingDraft | undefined): draft is MappingDraft {
  return draft !== undefined && (draft.profile !== null || mappingInput(draft) !== null);
}

/** Each file as it would be read with what was chosen for it, as far as that was read; `again` is by path. */
export function withChoices(
  previews: readonly Preview[],
  drafts: Readonly<Record<string, MappingDraft>>,
  again: Readonly<Record<string, Preview>>,
): readonly Preview[] {
  return previews.map((first) => (saysSomething(drafts[first.path]) ? (again[first.path] ?? first) : first));
}

/** `unread`: files beyond those that were read for the preview. */
export function totalsOf(previews: readonly Preview[], unread = 0): PreviewTotals {
  const ready = previews.filter(isReady);
  const ofKind = (kind: Preview['kind']) => previews.filter((preview) => preview.kind === kind).length;
  return {
    ready: ready.length,
    already: ofKind('known'),
    refused: ofKind('refused'),
    items: ready.reduce((sum, preview) => sum + preview.items, 0),
    unread,
  };
}

/** Label of the one button that writes: it says how much it will do. */
export function addLabel({ ready, unread }: PreviewTotals): string {
  if (ready === 0) return unread === 0 ? 'Add' : `Check and add ${formatCount(unread, 'file')}`;
  const more = unread === 0 ? '' : `, check and add ${formatCount(unread, 'more file')}`;
  return `Add ${formatCount(ready, 'tracker')}${more}`;
}
