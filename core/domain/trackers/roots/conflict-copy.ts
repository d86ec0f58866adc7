/** How programs name the copy of a file whose versions they could not merge; the group is the name of that file. */
const SURE: readonly RegExp[] = [
  // Dropbox, Nextcloud, ownCloud, pCloud: "plan (Ada's conflicted copy 2026-02-03)"
  /^(.+?)[ _]?\([^()]*conflict(?:ed)?(?: copy)?[^()]*\)$/iu,
  // Syncthing
  /^(.+?)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]+)?$/u,
  // Resilio, Seafile: "plan.Conflict", "plan (SFConflict ada@example.org 2026-02-03)" is the first one
  /^(.+?)[._-]conflict(?:ed)?[-_. ]?\d*$/iu,
  // git mergetool
  /^(.+?)_(?:BASE|LOCAL|REMOTE|BACKUP)_\d+$/u,
];

/** Names that may as well mean a second part: iCloud and Google Drive ("plan 2", "plan (1)"), OneDrive ("plan-CHARTROOM"). */
const POSSIBLE: readonly RegExp[] = [
  /^(.+?) \d{1,2}$/u,
  /^(.+?) ?\(\d{1,2}\)$/u,
  /^(.+?)-[A-Z][A-Z0-9-]{2,14}$/u,
];

export interface PossibleCopy {
  /** The file in the same folder that it is a copy of, if that is there. */
  readonly of: string;
  /** False: only when both have one title. */
  readonly sure: boolean;
}

/** Whether a file name is one that a program gives to a copy after a conflict. */
export function conflictCopyOf(fileName: string): PossibleCopy | null {
  const dot = fileName.lastIndexOf('.');
  const [stem, ending] = dot <= 0 ? [fileName, ''] : [fileName.slice(0, dot), fileName.slice(dot)];
  const nameBy = (patterns: readonly RegExp[]): string | null =>
    patterns.map((pattern) => pattern.exec(stem)?.[1] ?? null).find((name) => name !== null) ?? null;
  const sure = nameBy(SURE);
  if (sure !== null) return { of: `${sure}${ending}`, sure: true };
  const possible = nameBy(POSSIBLE);
  return possible === null ? null : { of: `${possible}${ending}`, sure: false };
}
