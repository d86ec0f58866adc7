import { describe, expect, test } from 'vitest';
import { AgentStretch } from '../../../core/contract/fleet/agent-rows.ts';
import {
  asIntervals,
  type Stretch,
  sinceItBegan,
  stretchWords,
  timeSpent,
} from '../../../renderer/features/fleet/agent/history-model.ts';

const minute = 60_000;
const stretch = (
  state: Stretch['state'],
  from: number,
  to: number | null,
  title: string | null = null,
): Stretch =>
  AgentStretch.parse({
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
    expect(stretchWords(stretch('working', 0, 12 * minute, 'Inventory'), 0)).toBe(
      'working for 12 min: Inventory (accepted)',
    );
    expect(stretchWords(stretch('idle', 0, null), 5 * minute)).toBe('idle for 5 min (accepted)');
  });

  test('is drawn in the lane of its state', () => {
    expect(asIntervals([stretch('idle', 0, null)], minute)[0]).toMatchObject({ lane: 'idle', to: null });
  });

  test('sums where the time went and what isn’t known', () => {
    const range = { from: 0, to: 60 * minute };
    expect(
      timeSpent([stretch('working', 10 * minute, 40 * minute), stretch('idle', 40 * minute, null)], range),
    ).toBe('working 30 min, idle 20 min; 10 min without data');
    expect(timeSpent([], range)).toBe('1 h without data');
  });

  test('leaves out the time before there was the agent', () => {
    const asked = { from: 0, to: 60 * minute };
    expect(sinceItBegan(asked, stretch('offline', 50 * minute, null)).from).toBe(50 * minute);
    expect(sinceItBegan(asked, stretch('offline', 60 * minute - 5_000, null)).from).toBe(59 * minute);
    expect(sinceItBegan(asked, stretch('idle', -minute, null))).toEqual(asked);
    expect(sinceItBegan(asked, undefined)).toEqual(asked);
  });
});
