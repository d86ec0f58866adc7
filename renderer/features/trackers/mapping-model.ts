import { counted } from '../../../core/domain/trackers/read/counted.ts';
import type { CanonicalState } from '../../../core/domain/trackers/vocabulary/states.ts';
import type { MappingInput, Preview, State } from '../../domains/trackers/model/rows.ts';
import { formatCount } from '../../ui/text/format.ts';

/** What a person chose in the mapping dialog, on top of what was recognised. */
export interface MappingDraft {
  readonly profile: string | null;
  readonly columns: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, CanonicalState>>;
}

export const NO_MAPPING: MappingDraft = { profile: null, columns: {}, words: {} };

/** Meanings a column can be given. `keep` shows it as plain text; `ignore` leaves it alone. */
export const COLUMN_CHOICES = [
  { id: 'name', label: 'Name' },
  { id: 'status', label: 'Status' },
  { id: 'date', label: 'Date' },
  { id: 'owner', label: 'Owner' },
  { id: 'notes', label: 'Notes' },
  { id: 'check', label: 'Check box' },
  { id: 'depends-on', label: 'Depends on' },
  { id: 'ignore', label: 'Leave alone' },
] as const;

/** Choices of one column: the usual meanings, and the name the document itself gives it when that is another. */
export function columnChoices(column: Preview['columns'][number]): readonly { id: string; label: string }[] {
  return COLUMN_CHOICES.some((choice) => choice.id === column.field)
    ? COLUMN_CHOICES
    : [{ id: column.field, label: `Text, as “${column.label}”` }, ...COLUMN_CHOICES];
}

export function mapColumn(
  draft: MappingDraft,
  label: string,
  field: string,
  recognised: string,
): MappingDraft {
  const { [label]: _old, ...rest } = draft.columns;
  return { ...draft, columns: field === recognised ? rest : { ...rest, [label]: field } };
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
export function mappingInput(draft: MappingDraft): MappingInput | null {
  const chosen = Object.keys(draft.columns).length + Object.keys(draft.words).length;
  return chosen === 0 ? null : { columns: { ...draft.columns }, words: { ...draft.words } };
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
