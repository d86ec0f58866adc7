import { describe, expect, test } from 'vitest';
import { ActorId } from '../../../core/kernel/ids.ts';
import { shortTime, statusPills, type WorkspaceStatus } from '../../../renderer/app/frame/status-model.ts';
import type { ConnectionState } from '../../../renderer/bridge/connection.ts';

const now = new Date(2026, 10, 20, 10, 45).getTime();
const open: ConnectionState = { phase: 'open', workspace: 'w', appVersion: '1', failure: null };
const status: WorkspaceStatus = {
  id: 'status',
  name: 'Renewal',
  folder: '/w',
  version: '0.1.0',
  shell: 'web',
  readOnly: null,
  sample: false,
  actor: { id: ActorId.parse('ac_1'), name: 'Ines', lock: 'none' },
  devices: 1,
  unsettled: 0,
  lastSavedAt: new Date(2026, 10, 20, 10, 42).getTime(),
  trackers: 3,
  findings: 0,
  conflicts: 0,
  recovered: null,
};
const texts = (change: Partial<WorkspaceStatus>, connection: ConnectionState = open) =>
  statusPills(connection, { ...status, ...change }, [], now).map((pill) => pill.text);

describe('the pills of the top line', () => {
  test('at rest say that the engine is there and when it was saved', () => {
    expect(texts({})).toEqual(['connected', 'saved 10:42']);
  });

  test('say that there is nothing to save where nothing was ever changed', () => {
    expect(texts({ lastSavedAt: null })).toEqual(['connected', 'nothing to save']);
  });

  test('count the edits that are not in their file yet, instead of claiming they are saved', () => {
    expect(texts({ unsettled: 2 })).toEqual(['connected', '2 edits being written']);
    expect(texts({ unsettled: 1 })).toEqual(['connected', '1 edit being written']);
  });

  test('put a lost engine first, keep the rest, and claim a restart only where the app makes one', () => {
    const lost: ConnectionState = { ...open, phase: 'lost' };
    expect(texts({ conflicts: 1 }, lost)).toEqual([
      'the engine has stopped',
      '1 conflict',
      'last known save 10:42',
    ]);
    expect(texts({ shell: 'desktop' }, lost)[0]).toBe('engine restarting, your work is kept');
  });

  test('tick no save off while nobody can tell', () => {
    for (const phase of ['lost', 'closed', 'refused', 'connecting'] as const) {
      const pill = statusPills({ ...open, phase }, status, [], now).find(({ id }) => id === 'save');
      expect(pill?.mark).toBe('stale');
    }
    expect(texts({ unsettled: 2 }, { ...open, phase: 'lost' })).toContain('2 edits not known to be saved');
  });

  test('say that the engine is starting before anything is known', () => {
    expect(statusPills({ ...open, phase: 'connecting' }, null, [], now).map((pill) => pill.text)).toEqual([
      'starting the engine',
    ]);
  });

  test('name read-only, its reason, and what was recovered', () => {
    expect(texts({ readOnly: 'written by a newer version', recovered: '1 edit finished' })).toEqual([
      'connected',
      'read-only: written by a newer version',
      'saved 10:42',
      '1 edit finished',
    ]);
  });

  test('conflicts lead to their screen', () => {
    const pill = statusPills(open, { ...status, conflicts: 3 }, [], now).find(({ id }) => id === 'conflicts');
    expect(pill?.to).toBe('/conflicts');
  });

  test('times of another day show the day', () => {
    expect(shortTime(new Date(2026, 10, 19, 23, 0).getTime(), now)).toBe('Nov 19');
  });
});
