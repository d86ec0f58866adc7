import type { OutputOf } from '../../../../core/contract/index.ts';
import { call } from '../../../bridge/hooks.ts';
import { showFailure } from '../../../bridge/show-failure.ts';
import type { Preview } from '../../../domains/trackers/model/rows.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { navigate } from '../../../ui/frame/navigation.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { isRefused, type MappingDraft, mappingInput, NO_MAPPING } from '../mapping/mapping-model.ts';

type Imported = OutputOf<'trackers.import'>;

interface Batch {
  readonly paths: string[];
  readonly draft: MappingDraft;
}

/** Files without a mapping of their own go together, so that a big folder is one job. */
export function batchesOf(
  previews: readonly Preview[],
  drafts: Readonly<Record<string, MappingDraft>>,
): readonly Batch[] {
  const ready = previews.filter((preview) => !isRefused(preview) && preview.trackerId === null);
  const isPlain = (path: string) => {
    const draft = drafts[path];
    return draft === undefined || (draft.profile === null && mappingInput(draft) === null);
  };
  const plain = ready.filter((preview) => isPlain(preview.path)).map((preview) => preview.path);
  const mapped = ready
    .filter((preview) => !isPlain(preview.path))
    .map((preview) => ({ paths: [preview.path], draft: drafts[preview.path] ?? NO_MAPPING }));
  const chunks: Batch[] = [];
  for (let at = 0; at < plain.length; at += 200)
    chunks.push({ paths: plain.slice(at, at + 200), draft: NO_MAPPING });
  return [...chunks, ...mapped];
}

/** Writes what the dialog showed; true when at least one tracker came in. */
export async function importTrackers(
  previews: readonly Preview[],
  drafts: Readonly<Record<string, MappingDraft>>,
): Promise<boolean> {
  const imported: Imported['imported'] = [];
  const refused: Imported['refused'] = [];
  for (const batch of batchesOf(previews, drafts)) {
    const answer = await call('trackers.import', {
      paths: batch.paths,
      profile: batch.draft.profile,
      mapping: mappingInput(batch.draft),
    });
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
  const items = imported.reduce((sum, one) => sum + one.items, 0);
  showToast({
    kind: 'done',
    text: `${formatCount(imported.length, 'tracker')} added with ${formatCount(items, 'item')}.`,
    detail: 'The files are as they were; only edits change them.',
  });
  navigate(imported.length === 1 ? `/trackers/${first.trackerId}` : '/trackers');
  return true;
}
