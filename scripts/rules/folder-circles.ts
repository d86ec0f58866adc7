import { cruise } from 'dependency-cruiser';

/** Folders whose entries (folders, and files beside them) import each other in one direction only. */
export const oneWayFolders = ['core', 'core/domain/trackers', 'core/domain/fleet', 'db'] as const;

export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import below `folders` of `root`, those of types alone included. */
export async function readImports(root: string, folders: readonly string[]): Promise<Import[]> {
  const answer = await cruise([...folders], {
    baseDir: root,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  });
  if (typeof answer.output === 'string') throw new Error('the import reader answered with text');
  return answer.output.modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
  );
}

/** Imports between two entries of `folder` that stand on a circle of entries; empty when all arrows run one way. */
export function importsOnCircles(folder: string, imports: readonly Import[]): string[] {
  const entryOf = (file: string) =>
    file.startsWith(`${folder}/`) ? file.split('/')[folder.split('/').length] : null;
  const arrows = imports
    .map(({ from, to }) => ({ from, to, tail: entryOf(from), head: entryOf(to) }))
    .filter(({ tail, head }) => tail !== null && head !== null && tail !== head);
  const reaches = (
    start: (typeof arrows)[number]['head'],
    goal: (typeof arrows)[number]['tail'],
  ): boolean => {
    const seen = new Set([start]);
    for (const at of seen) for (const { tail, head } of arrows) if (tail === at) seen.add(head);
    return seen.has(goal);
  };
  return arrows.filter(({ tail, head }) => reaches(head, tail)).map(({ from, to }) => `${from} -> ${to}`);
}
