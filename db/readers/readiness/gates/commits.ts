import type { Reader } from '../../../handle.ts';

/** Folders of this device that the repositories of trackers and evidence are in. */
export function repositoryFolders(read: Reader): readonly string[] {
  return read.column<string>(
    `SELECT b.folder FROM root_binding b JOIN root r ON r.id = b.root_id
     WHERE r.kind = 'repository' AND (
       r.id IN (SELECT root FROM tracker WHERE removed_at IS NULL)
       OR r.id IN (SELECT root_id FROM evidence WHERE withdrawn_at IS NULL))
     ORDER BY b.root_id`,
  );
}

/** Commits that evidence was found at. */
export function commitsOfEvidence(read: Reader, limit: number): readonly string[] {
  return read.column<string>(
    `SELECT DISTINCT commit_id FROM verification WHERE commit_id IS NOT NULL ORDER BY commit_id LIMIT ?`,
    limit,
  );
}
