import { describe, expect, test } from 'vitest';
import { AgentInterval } from '../../../../core/domain/fleet/rows/agent-rows.ts';
import {
  asIntervals,
  clampToFirst,
  type HistoryInterval,
  intervalText,
  timeSpent,
} from '../../../../renderer/features/fleet/agent/history-model.ts';

const minute = 60_000;
const interval = (
  state: HistoryInterval['state'],
  from: number,
  to: number | null,
  title: string | null = null,
): HistoryInterval =>
  AgentInterval.parse({
    id: `${state}-${from}`,
    state,
    from,
    to,
    reason: 'accepted',
    taskId: title === null ? null : 'ta_1',
    taskTitle: title,
  });

describe('an agent’s history', () => {
  test('says how long it was what, at what and why', () => {
    expect(intervalText(interval('working', 0, 12 * minute, 'Inventory'), 0)).toBe(
      'working for 12 min: Inventory (accepted)',
    );
    expect(intervalText(interval('idle', 0, null), 5 * minute)).toBe('idle for 5 min (accepted)');
  });

  test('is drawn in the lane of its state', () => {
    expect(asIntervals([interval('idle', 0, null)], minute)[0]).toMatchObject({ lane: 'idle', to: null });
  });

  test('sums where the time went and what isn’t known', () => {
    const range = { from: 0, to: 60 * minute };
    expect(
      timeSpent([interval('working', 10 * minute, 40 * minute), interval('idle', 40 * minute, null)], range),
    ).toBe('working 30 min, idle 20 min; 10 min without data');
    expect(timeSpent([], range)).toBe('1 h without data');
  });

  test('leaves out the time before there was the agent', () => {
    const asked = { from: 0, to: 60 * minute };
    expect(clampToFirst(asked, interval('offline', 50 * minute, null)).from).toBe(50 * minute);
    expect(clampToFirst(asked, interval('offline', 60 * minute - 5_000, null)).from).toBe(59 * minute);
    expect(clampToFirst(asked, interval('idle', -minute, null))).toEqual(asked);
    expect(clampToFirst(asked, undefined)).toEqual(asked);
  });
});
