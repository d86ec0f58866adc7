import type { z } from 'zod';
import type { Profile } from './profile.ts';

/** A programme's status page: milestones, workstreams with their own, an acceptance snapshot, a change log. */
export const platformStatus: z.input<typeof Profile> = {
  id: 'platform-status',
  label: 'Programme status',
  about:
    'Programme milestones, workstreams with milestones, acceptance snapshot and change log in tables and lists.',
  shape: 'markdown',
  signs: [
    { match: '^#{1,3}[ \\t]+program(?:me)? milestones', weight: 0.5 },
    { match: '^#{1,3}[ \\t]+workstream milestones', weight: 0.4 },
    { match: '^#{1,3}[ \\t]+acceptance criteria', weight: 0.2 },
    { match: '^[ \\t]{0,8}(?:[-*][ \\t]{0,8})?status key[ \\t]*:', weight: 0.2 },
    { match: '^#{2,4}[ \\t]+WS\\d+\\b', weight: 0.2 },
  ],
  rules: [
    {
      match: '^program(?:me)? milestones',
      role: 'programme milestones',
      table: { kind: 'milestone', count: 'programme milestones' },
    },
    { match: '^workstream milestones', role: 'workstreams' },
    {
      match: '.',
      under: 'workstreams',
      role: 'workstream',
      item: { kind: 'workstream', count: 'workstreams' },
      table: { kind: 'milestone', count: 'workstream milestones' },
    },
    {
      match: '^acceptance criteria',
      role: 'acceptance snapshot',
      table: { kind: 'acceptance', count: 'acceptance rows', relate: 'workstream' },
    },
    { match: '^change ?log', role: 'log' },
  ],
  logAppend: true,
  stampMeta: 'last-verified',
};
