import { builtinModules } from 'node:module';

/** What one folder may import. What is not named is refused. */
export interface FolderRule {
  /** Files below this path are held by the rule; `*` is one folder name. A file two rules fit is held by both. */
  readonly folder: string;
  /** Its imports from below this path only are judged: the order of the parts of one folder. */
  readonly among?: string;
  /** What it may import beside itself. */
  readonly may: readonly Allowed[];
  readonly why: string;
  /** Paths (of a file, from the root) or packages: the rule's tests write them, and expect refusal and passage. */
  readonly refuses: readonly string[];
  readonly allows: readonly string[];
}

/** A pattern over the path that an import resolves to. */
export type Allowed = string;

export const pathOf = (folder: string): string => folder.replaceAll('.', '\\.').replaceAll('*', '[^/]+');
export const folders = (...names: string[]): Allowed[] => names.map((name) => `^${pathOf(name)}/`);
/** Modules by path, without their ending; only these files, no folder below. */
export const files = (...names: string[]): Allowed[] => names.map((name) => `^${pathOf(name)}\\.tsx?$`);
/** Packages by name. One that is not installed keeps its bare name. */
export const npm = (...names: string[]): Allowed[] => {
  const any = `(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})(/|$)`;
  return [`^node_modules/(@types/)?${any}`, `^${any}`];
};
export const builtIn: Allowed = `^(?:node:.+|${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`;

/** The rule in the words of the import reader: whatever is neither the folder itself nor named is refused. */
export function forbiddenBy({ folder, among, may, why }: FolderRule) {
  const from = `^${folder.replaceAll('.', '\\.').replaceAll('*', '([^/]+)')}/`;
  const own = `^${folder.replaceAll('.', '\\.').replaceAll('*', '$1')}/`;
  return {
    name: folder,
    comment: why,
    severity: 'error' as const,
    from: { path: from },
    to: { ...(among === undefined ? {} : { path: `^${pathOf(among)}/` }), pathNot: [own, ...may] },
  };
}
