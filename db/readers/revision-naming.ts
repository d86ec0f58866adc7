import { REVISION_SOURCE } from '../../core/domain/sync/text-events.ts';
import type { RevisionNaming } from '../../core/domain/trackers/merge/merge-ids.ts';
import { RevisionId } from '../../core/kernel/ids.ts';
import { getContent } from '../contents/content-store.ts';
import { revisionJson } from '../json-columns.ts';
import { readRevision } from '../records/revision.ts';
import { documentOf, itemIdsOf, placeIds } from '../reducers/revision-texts.ts';
import { readEventOf } from '../tables/event.ts';
import type { WorkspaceDb } from '../workspace-db.ts';

const NOTHING: RevisionNaming = { doubts: [], joins: [] };

/** What the revisions of the workspace say of their items. */
export function revisionNaming(db: WorkspaceDb): {
  readonly itemIdsOf: (id: string) => ReadonlyMap<string, string>;
  readonly namingOf: (id: string) => RevisionNaming;
} {
  const texts = {
    db: db.read,
    documents: db.documents,
    projected: db.projected,
    content: (hash: string) => {
      const bytes = getContent(db.read, hash);
      if (bytes === null) throw new Error(`content ${hash} is missing or torn`);
      return bytes;
    },
  };
  return {
    itemIdsOf: (id) => {
      const revision = readRevision(db.read, id);
      if (revision === null) throw new Error(`revision ${id} is missing`);
      const ids = itemIdsOf(texts, RevisionId.parse(id));
      const placed = placeIds(revision, documentOf(texts, revision), ids);
      return new Map(placed.map(({ address, id: item }) => [address, item]));
    },
    namingOf: (id) => {
      const event = readEventOf(db.read, REVISION_SOURCE, id);
      const record = event === null ? null : revisionJson.read(event.payload);
      return record?.ok === true ? record.value : NOTHING;
    },
  };
}
