import { describe, expect, test } from 'vitest';
import { TrackerId } from '../../../core/kernel/ids.ts';
import { trackerShown } from '../../../renderer/app/undo.ts';
import {
  afterCall,
  noteCall,
  noteTold,
  type OwnSteps,
  ownSteps,
} from '../../../renderer/bridge/own-steps.ts';

const before: OwnSteps = { steps: [4], otherSince: false };
const edited = (step: number | null) => ({ summary: 'Set A to Done.', step });

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('what a window can undo', () => {
  test('an edit made in it is a step, and so is a proposal accepted or a conflict decided in it', () => {
    expect(afterCall(before, 'trackers.edit', edited(7))).toEqual({ steps: [4, 7], otherSince: false });
    expect(afterCall(before, 'proposals.accept', edited(8)).steps).toEqual([4, 8]);
    expect(afterCall(before, 'conflicts.resolve', edited(9)).steps).toEqual([4, 9]);
  });

  test('an act that no undo takes back stands before the edits made earlier', () => {
    expect(afterCall(before, 'actors.revoke', {})).toEqual({ steps: [4], otherSince: true });
    expect(afterCall({ steps: [4], otherSince: true }, 'trackers.edit', edited(5)).otherSince).toBe(false);
  });

  test('reading, unlocking, undoing, changing the look and edits that changed nothing leave it as it was', () => {
    expect(afterCall(before, 'trackers.load', [])).toBe(before);
    expect(afterCall(before, 'actors.unlock', {})).toBe(before);
    expect(afterCall(before, 'trackers.undo', edited(4))).toBe(before);
    expect(afterCall(before, 'settings.set', {})).toBe(before);
    expect(afterCall(before, 'evidence.verify', { verified: 1, others: 0, rows: [] })).toBe(before);
    expect(afterCall(before, 'trackers.edit', edited(null))).toBe(before);
  });

  test('is remembered over a reload, and goes on to earlier edits once the person was told', () => {
    const kept = memory();
    noteCall('trackers.edit', edited(3), kept);
    noteCall('actors.revoke', {}, kept);
    expect(ownSteps(kept)).toEqual({ steps: [3], otherSince: true });
    noteTold(kept);
    expect(ownSteps(kept)).toEqual({ steps: [3], otherSince: false });
  });

  test('is nothing where the browser keeps nothing, or something unreadable', () => {
    expect(ownSteps(null).steps).toEqual([]);
    expect(ownSteps({ ...memory(), getItem: () => '{' }).steps).toEqual([]);
  });

  test('the tracker shown is read from the address', () => {
    expect(trackerShown('/trackers/tr_1/log')).toBe(TrackerId.parse('tr_1'));
    expect(trackerShown('/people')).toBeNull();
  });
});
