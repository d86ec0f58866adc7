import type { InputOf, OutputOf } from '../../../../core/contract/index.ts';
import { call } from '../../../bridge/hooks.ts';
import { showFailure } from '../../../bridge/show-failure.ts';
import type { Preview } from '../../../domains/trackers/model/rows.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { navigate } from '../../../ui/frame/navigation.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { isReady, type MappingDraft, mappingInput } from '../mapping/mapping-model.ts';

type Imported = OutputOf<'trackers.import'>['imported'][number];
type Refused = OutputOf<'trackers.import'>['refused'][number];
type Batch = InputOf<'trackers.import'>;

const NOTHING_SAID = { columns: {}, words: {}, tables: {} };

/** Files of which nothing is said go together, so that a big folder is one job. */
export function batchesOf(
  previews: readonly Preview[],
  drafts: Readonly<Record<string, MappingDraft>>,
  unread: readonly string[],
): readonly Batch[] {
  const paths: string[] = [];
  const mapped: Batch[] = [];
  for (const preview of previews.filter(isReady)) {
    const draft = drafts[preview.path];
    const profile = draft?.profile ?? null;
    const chosen = draft === undefined ? null : mappingInput(draft);
    // What was said of it before would come back with it.
    const takesBack = draft !== undefined && preview.kind === 'returning' && preview.said.mapping !== null;
    const mapping = chosen ?? (takesBack ? NOTHING_SAID : null);
    if (profile === null && mapping === null) paths.push(preview.path);
    else mapped.push({ paths: [preview.path], profile, mapping });
  }
  const plain = { paths, found: [...unread], profile: null, mapping: null };
  return paths.length + unread.length === 0 ? mapped : [plain, ...mapped];
}

/** "2 trackers added with 9 items. Lamp came back with its history. Dock was here already." */
export function importedText(imported: readonly Imported[]): string {
  const fresh = imported.filter((one) => !one.already && one.returned === null);
  const back = imported.filter((one) => one.returned !== null);
  const already = imported.filter((one) => one.already && one.returned === null);
  const items = fresh.reduce((sum, one) => sum + one.items, 0);
  const parts = [
    fresh.length > 0
      ? `${formatCount(fresh.length, 'tracker')} added with ${formatCount(items, 'item')}.`
      : '',
    back.length > 0 ? `${namesOf(back)} came back with ${back.length === 1 ? 'its' : 'their'} history.` : '',
    already.length > 0 ? `${namesOf(already)} ${already.length === 1 ? 'was' : 'were'} here already.` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const MAX_NAMES = 3;

function namesOf(trackers: readonly Imported[]): string {
  const names = trackers.slice(0, MAX_NAMES).map(({ name }) => name);
  const more = trackers.length - names.length;
  return more === 0 ? names.join(', ') : `${names.join(', ')} and ${formatCount(more, 'other')}`;
}

/** Writes what the dialog showed; true when at least one tracker came in. */
export async function importTrackers(
  previews: readonly Preview[],
  drafts: Readonly<Record<string, MappingDraft>>,
  unread: readonly string[],
): Promise<boolean> {
  const imported: Imported[] = [];
  const refused: Refused[] = [];
  for (const batch of batchesOf(previews, drafts, unread)) {
    const answer = await call('trackers.import', batch);
    if (!answer.ok) {
      showFailure(answer.error);
      continue;
    }
    imported.push(...answer.value.imported);
    refused.push(...answer.value.refused);
  }
  for (const one of refused)
    showToast({ kind: 'problem', text: `${one.path} was not added.`, detail: one.reason });
  const [first] = imported;
  if (first === undefined) return false;
  showToast({
    kind: 'done',
    text: importedText(imported),
    detail: 'The files are as they were; only edits change them.',
  });
  navigate(imported.length === 1 ? `/trackers/${first.trackerId}` : '/trackers');
  return true;
}
