import { describe, expect, it } from 'vitest';
import { fieldCalled } from '../../../main/cli/commands/field-called.ts';

const fields = [
  { name: 'name', label: 'Milestone' },
  { name: 'date', label: 'Target Date' },
  { name: 'status', label: 'Stand' },
  { name: 'zuständig', label: 'Zuständig' },
  { name: 'first-note', label: 'Notes' },
  { name: 'second-note', label: 'Comments' },
];

describe('the field that a person names on the command line', () => {
  it.each([
    ['date', 'date'],
    ['Target date', 'date'],
    ['due', 'date'],
    ['due date', 'date'],
    ['Due-Date', 'date'],
    ['status', 'status'],
    ['stand', 'status'],
    ['owner', 'zuständig'],
    ['Comments', 'second-note'],
  ])('%s is %s', (said, name) => {
    expect(fieldCalled(fields, said)?.name).toBe(name);
  });

  it.each(['priority', 'start', 'nothing'])('is none where the item has no such field: %s', (said) => {
    expect(fieldCalled(fields, said)).toBeUndefined();
  });

  it('is not the box of an entry where the status is meant', () => {
    expect(fieldCalled([{ name: 'check', label: 'Done' }], 'status')).toBeUndefined();
  });

  it('is none where two fields serve the purpose', () => {
    const two = [
      { name: 'lead', label: 'Lead' },
      { name: 'assignee', label: 'Assignee' },
    ];
    expect(fieldCalled(two, 'owner')).toBeUndefined();
  });
});
