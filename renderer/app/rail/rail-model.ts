import type { RowOf } from '../../../core/contract/index.ts';
import type { Feature, RailEntry } from '../../ui/frame/feature.ts';

export interface RailLink extends RailEntry {
  readonly id: string;
  readonly path: string;
}

/** The rail's entries of one section in order; a feature leads to its first route. */
export function railLinks(features: readonly Feature[], section: RailEntry['section']): readonly RailLink[] {
  return features
    .flatMap((feature): RailLink[] => {
      const first = feature.routes[0];
      if (feature.rail?.section !== section || first === undefined) return [];
      return [{ ...feature.rail, id: feature.id, path: first.path }];
    })
    .toSorted((a, b) => a.order - b.order);
}

/** A programme's own entry marks its page; the area it belongs to then only says where one is. */
export function currentMark(
  path: string,
  here: string,
  also: readonly string[] = [],
): 'page' | 'true' | undefined {
  if (here === path) return 'page';
  return [path, ...also].some((one) => covers(one, here)) ? 'true' : undefined;
}

/** Whether an entry covers the address: its own page or anything beneath it. */
export function covers(path: string, here: string): boolean {
  return path === '/' ? here === '/' : here === path || here.startsWith(`${path}/`);
}

/** The tracker whose page an address is, as the address names it. */
export function trackerIn(here: string): string | null {
  const [, area, named] = here.split('/');
  return area === 'trackers' && named !== undefined && named !== '' ? named : null;
}

/** A list with room for `limit`, the one at hand first where the list is without it. */
export function withOneAtHand<Row extends { readonly id: string }>(
  rows: readonly Row[],
  atHand: Row | undefined,
  limit: number,
): readonly Row[] {
  if (atHand === undefined || rows.some((row) => row.id === atHand.id)) return rows;
  return [atHand, ...rows.slice(0, limit - 1)];
}

/** In whose name this window changes things, and whether it can. */
export function whoActs({ name, lock }: RowOf<'workspace.status'>['actor']): string {
  const words = {
    none: `Acting as ${name}`,
    unlocked: `Acting as ${name}, unlocked`,
    locked: `${name} is locked`,
  };
  return words[lock];
}

/** "BH" for Bea Holm: who acts, where a narrow rail has no room for the name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => /^\P{M}\p{M}*/u.exec(word ?? '')?.[0].toUpperCase() ?? '').join('');
}

/** The end of a folder's path, by which a copy is told from its original. */
export function placeOf(folder: string): string {
  const parts = folder.split(/[\\/]/).filter((part) => part !== '');
  return parts.length > 2 ? `…/${parts.slice(-2).join('/')}` : folder;
}
