import { counted } from '../../../../core/domain/trackers/read/counted.ts';
import type { TableMapping } from '../../../../core/domain/trackers/vocabulary/mapping.ts';
import type { CanonicalState } from '../../../../core/domain/trackers/vocabulary/states.ts';
import type { MappingInput, Preview, State } from '../../../domains/trackers/model/rows.ts';
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

type TablePreview = Preview['tables'][number];

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
    ([other, word]) => other !== label && (word !== field || field === LEAVE_ALONE),
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

type Remembered = NonNullable<Preview['remembered']>;

/** Where a change begins: with what was said of the tracker so far. */
export function draftOf(recognised: Preview): MappingDraft {
  const { said } = recognised;
  if (said === null) return NO_MAPPING;
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

export interface PreviewTotals {
  readonly ready: number;
  readonly already: number;
  readonly refused: number;
  readonly items: number;
}

/** A path that could not be read as text at all has no profile; nothing of it can be added. */
export function isRefused(preview: Preview): boolean {
  return preview.profile === '';
}

export function totalsOf(previews: readonly Preview[]): PreviewTotals {
  const refused = previews.filter(isRefused);
  const already = previews.filter((preview) => !isRefused(preview) && preview.trackerId !== null);
  const ready = previews.filter((preview) => !isRefused(preview) && preview.trackerId === null);
  return {
    ready: ready.length,
    already: already.length,
    refused: refused.length,
    items: ready.reduce((sum, preview) => sum + preview.items, 0),
  };
}

/** Label of the one button that writes: it says how much it will do. */
export function addLabel(totals: PreviewTotals): string {
  if (totals.ready === 0) return 'Add';
  return `Add ${formatCount(totals.ready, 'tracker')}`;
}
