import type { z } from 'zod';
import type { Profile } from './profile.ts';

/** A readiness page around a sign-off state machine; its tables and diagrams may have lost their marks. */
export const phaseReadiness: z.input<typeof Profile> = {
  id: 'phase-readiness',
  label: 'Phase readiness',
  about:
    'Sign-off statuses with transitions, a snapshot diagram, completed baselines with evidence, open items.',
  shape: 'markdown',
  signs: [
    { match: '^(?:#+[ \\t]+)?phase readiness', weight: 0.4 },
    { match: '^(?:#+[ \\t]+)?status taxonomy', weight: 0.3 },
    { match: 'ready ?for ?sign-?off', weight: 0.3 },
    { match: '^(?:#+[ \\t]+)?evidence model', weight: 0.2 },
    { match: '^[ \\t]*stateDiagram(?:-v2)?[ \\t]*$', weight: 0.2 },
  ],
  flattened: {
    headings: [
      {
        match:
          '^(?:status taxonomy|current snapshot\\b.*|completed \\(doc baseline\\)|implementation execution\\b.*|outstanding items\\b.*|evidence model|how signoff happens|cross-references|source)$',
        level: 2,
      },
    ],
    noise: ['^skip to content$'],
  },
  vocabulary: {
    id: 'phase-readiness',
    words: [
      { word: 'Not Started', state: 'planned', next: ['In Progress'] },
      { word: 'In Progress', state: 'active', next: ['Ready for Signoff', 'Completed (Doc Baseline)'] },
      { word: 'Ready for Signoff', state: 'review', next: ['Signed Off'] },
      { word: 'Signed Off', state: 'locked', next: [] },
      { word: 'Completed (Doc Baseline)', state: 'review', next: ['Signed Off'] },
    ],
  },
  lastUpdated: 'last snapshot\\s+(?<date>\\d{4}-\\d{2}-\\d{2})',
  rules: [
    {
      match: '^status taxonomy',
      role: 'statuses',
      transitions: 'transitions',
      table: { kind: 'row', count: 'statuses' },
      textRows: {
        kind: 'row',
        count: 'statuses',
        header: '^(status) (meaning)$',
        split: ['word'],
        columns: [
          { name: 'name', kind: 'text' },
          { name: 'notes', kind: 'notes' },
        ],
      },
    },
    {
      match: '^current snapshot',
      role: 'snapshot',
      nodes: { kind: 'phase', count: 'snapshot phases', id: '.', classes: true },
    },
    {
      match: '^completed \\(doc baseline\\)',
      role: 'completed baseline',
      table: { kind: 'baseline', count: 'completed baseline' },
      textRows: {
        kind: 'baseline',
        count: 'completed baseline',
        header: '^(item) (evidence)$',
        split: ['path', 'method', 'capital'],
        columns: [
          { name: 'name', kind: 'text' },
          { name: 'evidence', kind: 'notes' },
        ],
      },
    },
    {
      match: '^outstanding items',
      role: 'open items',
      nodes: { kind: 'open-item', count: 'open items', id: '^O\\d+$', classes: false },
      list: { kind: 'open-item', count: 'open items' },
    },
    {
      match: '^cross-references',
      role: 'cross references',
      table: { kind: 'row', count: 'cross references' },
      textRows: {
        kind: 'row',
        count: 'cross references',
        header: '^(what you want) (where to look)$',
        split: ['capital', 'path'],
        columns: [
          { name: 'name', kind: 'text' },
          { name: 'where-to-look', kind: 'text' },
        ],
      },
    },
  ],
  logAppend: false,
  stampMeta: null,
};
