import type { z } from 'zod';
import type { Profile } from './profile.ts';

/** A record of shipped versions: phases, accomplishments, statistics and what was put off. */
export const milestoneRecord: z.input<typeof Profile> = {
  id: 'milestone-record',
  label: 'Shipped versions',
  about: 'Versions with their phases, accomplishments, statistics and deferred items.',
  shape: 'markdown',
  signs: [
    { match: '^##[ \\t]+v\\d+(?:\\.\\d+)*\\b.*\\((?:complete|shipped|in progress|planned)', weight: 0.6 },
    { match: '^#{1,2}[ \\t]+(?:project )?milestones', weight: 0.2 },
    { match: '^(?:###[ \\t]+|\\*\\*)(?:key accomplishments|what shipped)', weight: 0.3 },
    { match: '^\\*\\*phases?(?: completed)?:\\*\\*', weight: 0.2 },
  ],
  vocabulary: {
    id: 'milestone-record',
    words: [
      { word: 'Planned', state: 'planned', next: null },
      { word: 'In Progress', state: 'active', next: null },
      { word: 'Blocked', state: 'blocked', next: null },
      { word: 'Complete', state: 'done', next: null },
      { word: 'Shipped', state: 'done', next: null },
    ],
  },
  rules: [
    {
      match: '^v\\d+(?:\\.\\d+)*\\b',
      level: 2,
      role: 'version',
      item: {
        kind: 'version',
        count: 'versions',
        status: '\\((?<status>[^():]+?)(?:\\s*:\\s*(?<date>[^()]+?))?\\)\\s*$',
        vocabulary: 'milestone-record',
      },
    },
    { match: '^what shipped', under: 'version', role: 'phases', table: { kind: 'phase', count: 'phases' } },
    {
      on: ['heading', 'label'],
      match: '^(?:key )?accomplishments',
      under: 'version',
      role: 'accomplishments',
      list: { kind: 'accomplishment', count: 'accomplishments' },
    },
    {
      on: ['heading', 'label'],
      match: '^stat(?:s|istics)',
      under: 'version',
      role: 'statistics',
      list: { kind: 'statistic', count: 'statistics' },
    },
    {
      on: ['heading', 'label'],
      match: '^(?:deferred|known deferred|issues deferred)',
      under: 'version',
      role: 'deferred',
      list: { kind: 'deferred', count: 'deferred' },
    },
  ],
  logAppend: false,
  stampMeta: null,
};
