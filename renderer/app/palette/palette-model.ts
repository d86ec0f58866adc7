import type { Command } from '../../ui/keys/commands.ts';

/** One line of the palette: something to do or somewhere to go. */
export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly group: string;
  readonly keys: string | null;
  readonly words: readonly string[];
}

export interface PaletteGroup {
  /** The list library uses it as the key of its sections. */
  readonly id: string;
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

/** What is remembered of a use: enough to offer it again after a restart. */
export interface RecentUse {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

export const mostRecent = 8;
const maxPerGroup = 8;

/** Newest first, once each, a handful. */
export function remember(recent: readonly RecentUse[], use: RecentUse): readonly RecentUse[] {
  return [use, ...recent.filter((one) => one.id !== use.id)].slice(0, mostRecent);
}

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * How well typed words fit a text: each typed word must begin some word of the text, or stand inside it. Higher is
 * better, 0 is no fit. Begun words beat inner matches, and the start of the title beats the rest.
 */
export function matchScore(typed: string, title: string, words: readonly string[] = []): number {
  const wanted = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  const heading = plain(title);
  const begun = heading.split(/[^\p{L}\p{N}]+/u);
  const extra = words.map(plain);
  let score = 0;
  for (const [at, word] of wanted.entries()) {
    if (at === 0 && heading.startsWith(word)) score += 8;
    else if (begun.some((one) => one.startsWith(word))) score += 5;
    else if (extra.some((one) => one.startsWith(word))) score += 3;
    else if (word.length > 1 && heading.includes(word)) score += 2;
    else return 0;
  }
  return score;
}

/** A command as the palette lists it. */
export function commandEntry(command: Command): PaletteEntry {
  return {
    id: `command:${command.id}`,
    title: command.title,
    detail: command.detail ?? '',
    group: command.group,
    keys: command.keys ?? null,
    words: [...(command.words ?? []), command.group],
  };
}

const ranked = (typed: string, entries: readonly PaletteEntry[]) =>
  entries
    .map((entry, at) => ({ entry, at, score: matchScore(typed, entry.title, entry.words) }))
    .filter((one) => one.score > 0)
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .map((one) => one.entry);

export interface PaletteSources {
  /** Every command and screen, in the order the registry holds them. */
  readonly entries: readonly PaletteEntry[];
  readonly trackers: readonly PaletteEntry[];
  /** Already ranked by the engine's search. */
  readonly found: readonly PaletteEntry[];
  readonly recent: readonly RecentUse[];
}

/** With nothing typed: what was used last, then everything by its group. With words: the best of each kind. */
export function paletteGroups(typed: string, sources: PaletteSources): readonly PaletteGroup[] {
  const text = typed.trim();
  const groups: Omit<PaletteGroup, 'id'>[] = [];
  if (text === '') {
    const known = new Map([...sources.entries, ...sources.trackers].map((entry) => [entry.id, entry]));
    const recent = sources.recent.flatMap((use): PaletteEntry[] => {
      const entry = known.get(use.id);
      if (entry !== undefined) return [entry];
      // A command that isn't offered now is left out; a place remembered by its address can be gone to any time.
      return use.id.startsWith('route:') ? [{ ...use, group: 'Recent', keys: null, words: [] }] : [];
    });
    groups.push({ title: 'Recent', entries: recent });
    const shown = new Set(recent.map((entry) => entry.id));
    const rest = sources.entries.filter((entry) => !shown.has(entry.id));
    for (const title of new Set(rest.map((entry) => entry.group))) {
      groups.push({ title, entries: rest.filter((entry) => entry.group === title) });
    }
    groups.push({ title: 'Open', entries: sources.trackers.filter((entry) => !shown.has(entry.id)) });
  } else {
    groups.push(
      { title: 'Do', entries: ranked(text, sources.entries).slice(0, maxPerGroup) },
      { title: 'Open', entries: ranked(text, sources.trackers).slice(0, maxPerGroup) },
      { title: 'Found', entries: sources.found.slice(0, 20) },
    );
  }
  // The search also finds what other groups list, and several hits may lead to one place: each place is shown once.
  const listed = new Set<string>();
  const isNew = ({ id }: PaletteEntry) => !listed.has(id) && listed.add(id) !== undefined;
  return groups
    .map((group) => ({ ...group, id: `group:${group.title}`, entries: group.entries.filter(isNew) }))
    .filter((group) => group.entries.length > 0);
}
