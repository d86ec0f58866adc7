import type { z } from 'zod';
import type { Profile } from './profile.ts';

/** A YAML list of tasks with id, title, status and dependencies. */
export const workQueue: z.input<typeof Profile> = {
  id: 'work-queue',
  label: 'Work queue (YAML)',
  about: 'Tasks with id, title, status, owner and dependencies from a YAML file.',
  shape: 'yaml',
  fileName: '\\.ya?ml$',
  signs: [
    {
      match:
        '^(?:tasks|queue|items|work_items|workItems|packs|backlog|lanes)[ \\t]*:[ \\t]*\\r?\\n(?:[ \\t]*#[^\\r\\n]*\\r?\\n)*[ \\t]*-[ \\t]+[\\w"\'-]+[ \\t]*:',
      weight: 1,
    },
  ],
  vocabulary: {
    id: 'work-queue',
    words: [
      { word: 'todo', state: 'planned', next: null },
      { word: 'in_progress', state: 'active', next: null },
      { word: 'blocked', state: 'blocked', next: null },
      { word: 'review', state: 'review', next: null },
      { word: 'done', state: 'done', next: null },
    ],
  },
  rules: [],
  logAppend: false,
  stampMeta: null,
};
