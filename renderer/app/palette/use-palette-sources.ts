import { useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import { call } from '../../bridge/client.ts';
import { useView } from '../../bridge/hooks.ts';
import { useLayout } from '../../bridge/layout.ts';
import { plainSnippet } from '../../bridge/snippet.ts';
import { useSettled } from '../../bridge/use-window.ts';
import { progressOf } from '../../domains/trackers/model/progress.ts';
import { buildPath, navigate } from '../../ui/frame/navigation.tsx';
import { type Command, commands, useCommandList } from '../../ui/keys/commands.ts';
import {
  commandEntry,
  type PaletteEntry,
  type PaletteSources,
  type RecentUse,
  remember,
} from './palette-model.ts';

const RecentUses = z.array(z.object({ id: z.string(), title: z.string(), detail: z.string() }));
const none: readonly RecentUse[] = [];
const nothing: readonly PaletteEntry[] = [];

/** Of many trackers the first by name; typing finds the others. */
const mostTrackers = 50;
/** Typing pauses shorter than this don't ask the engine. */
const TypingPause = 60;

const offered = (command: Command) => command.palette !== false && command.enabled?.() !== false;

/** Everything the palette can list, and what happens when one is chosen. */
export function usePaletteSources(typed: string): {
  readonly sources: PaletteSources;
  readonly choose: (entry: PaletteEntry) => void;
} {
  const list = useCommandList();
  const trackers = useSettled(
    useView('trackers.page', {
      find: typed.trim().slice(0, 200),
      by: 'none',
      sort: { by: 'name', descending: false },
      window: { start: 0, limit: mostTrackers },
    }),
  ).rows;
  const found = useFound(typed);
  const [stored, setStored] = useLayout<readonly RecentUse[]>('palette.recent', RecentUses, none);
  const sources = useMemo<PaletteSources>(
    () => ({
      entries: list.filter(offered).map(commandEntry),
      trackers: trackers.map((tracker) => ({
        id: `route:${buildPath('/trackers/:tracker', { tracker: tracker.id })}`,
        title: tracker.name,
        detail: progressOf(tracker.counts).words,
        group: 'Trackers',
        keys: null,
        words: [tracker.profile, tracker.owner ?? '', tracker.path ?? ''],
      })),
      found,
      recent: stored,
    }),
    [list, trackers, found, stored],
  );
  const choose = (entry: PaletteEntry) => {
    setStored(remember(stored, { id: entry.id, title: entry.title, detail: entry.detail }));
    const [kind, rest] = [
      entry.id.slice(0, entry.id.indexOf(':')),
      entry.id.slice(entry.id.indexOf(':') + 1),
    ];
    if (kind === 'command') void commands.find(rest)?.run();
    else navigate(rest);
  };
  return { sources, choose };
}

/** Hits of the engine's search while typing. The last ones stay until new ones come, so the list doesn't blink. */
function useFound(typed: string): readonly PaletteEntry[] {
  const [found, setFound] = useState<readonly PaletteEntry[]>(nothing);
  const text = typed.trim();
  const enough = text.length >= 2;
  useEffect(() => {
    if (!enough) return undefined;
    let stale = false;
    const ask = async () => {
      const answer = await call('search.find', { text, limit: 20 });
      if (stale || !answer.ok) return;
      setFound([
        ...answer.value.hits.map((hit) => ({
          id: `route:${hit.route}`,
          title: hit.title,
          detail: hit.where,
          group: 'Found',
          keys: null,
          words: [plainSnippet(hit.snippet)],
        })),
        {
          id: `route:${buildPath('/search', {}, { q: text })}`,
          title: `Search everything for “${text}”`,
          detail: `${answer.value.total} found`,
          group: 'Found',
          keys: null,
          words: [],
        },
      ]);
    };
    const pause = setTimeout(() => void ask(), TypingPause);
    return () => {
      stale = true;
      clearTimeout(pause);
    };
  }, [text, enough]);
  return enough ? found : nothing;
}
