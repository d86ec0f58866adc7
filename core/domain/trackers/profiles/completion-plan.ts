import type { z } from 'zod';
import type { Profile } from './profile.ts';

/** A phased plan with labelled lists; also as text exported from a web page, where headings lost their marks. */
export const completionPlan: z.input<typeof Profile> = {
  id: 'completion-plan',
  label: 'Phased completion plan',
  about: 'Phases with objective, scope, tasks, done criteria and status; exit criteria and execution order.',
  shape: 'markdown',
  signs: [
    { match: '^(?:#+[ \\t]+)?phase [A-Z][ \\t]+[—–-]', weight: 0.4 },
    { match: '^done criteria:[ \\t]*$', weight: 0.4 },
    { match: '^objective:[ \\t]*$', weight: 0.2 },
    { match: '^(?:#+[ \\t]+)?(?:\\d+\\.[ \\t]+)?global exit criteria', weight: 0.3 },
    { match: '^(?:#+[ \\t]+)?(?:\\d+\\.[ \\t]+)?phased execution', weight: 0.2 },
  ],
  flattened: {
    headings: [
      { match: '^\\d+\\.\\s+\\S', level: 2 },
      { match: '^phase [A-Z]\\s+[—–-]\\s', level: 3 },
    ],
    noise: ['^skip to content$'],
  },
  vocabulary: {
    id: 'completion-plan',
    words: [
      { word: 'Not started', state: 'planned', next: null },
      { word: 'In progress', state: 'active', next: null },
      { word: 'Blocked', state: 'blocked', next: null },
      { word: 'Completed baseline', state: 'review', next: null },
      { word: 'Complete', state: 'done', next: null },
    ],
  },
  metaLabels: ['Status', 'Last updated', 'Owner'],
  rules: [
    {
      on: ['label'],
      match: '^current intent$',
      role: 'intent',
      list: { kind: 'list-item', count: 'intents' },
    },
    {
      on: ['label'],
      match: '^reference gap sources$',
      role: 'reference sources',
      list: { kind: 'list-item', count: 'reference sources' },
    },
    {
      on: ['label'],
      match: '^primary open gaps$',
      role: 'open gaps',
      list: { kind: 'gap', count: 'open gaps' },
    },
    {
      match: '^phase [A-Z]\\b',
      role: 'phase',
      item: { kind: 'phase', count: 'phases', vocabulary: 'completion-plan' },
    },
    {
      on: ['label'],
      match: '^objective$',
      under: 'phase',
      role: 'objective',
      field: { name: 'objective', kind: 'text' },
    },
    {
      on: ['label'],
      match: '^scope$',
      under: 'phase',
      role: 'scope',
      list: { kind: 'list-item', count: 'scope items' },
    },
    {
      on: ['label'],
      match: '^tasks$',
      under: 'phase',
      role: 'tasks',
      list: { kind: 'task', count: 'tasks' },
    },
    {
      on: ['label'],
      match: '^done criteria$',
      under: 'phase',
      role: 'done criteria',
      list: { kind: 'criterion', count: 'done criteria' },
    },
    {
      on: ['label'],
      match: '^status$',
      under: 'phase',
      role: 'status',
      field: { name: 'status', kind: 'status', split: 'notes' },
    },
    {
      on: ['label'],
      match: '^phase note$',
      under: 'phase',
      role: 'phase note',
      field: { name: 'phase-note', kind: 'notes' },
    },
    {
      match: '^(?:\\d+\\.\\s+)?global exit criteria',
      role: 'global exit criteria',
      list: { kind: 'exit-criterion', count: 'global exit criteria' },
    },
    {
      on: ['label'],
      match: '^recommended order$',
      role: 'execution order',
      list: { kind: 'order-step', count: 'execution order' },
    },
    {
      on: ['label'],
      match: '^rationale$',
      role: 'rationale',
      list: { kind: 'list-item', count: 'rationale' },
    },
  ],
  logAppend: false,
  stampMeta: 'last-updated',
};
