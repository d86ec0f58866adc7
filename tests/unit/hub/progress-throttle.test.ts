import { describe, expect, it } from 'vitest';
import { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import { createProgressThrottle, type Progress } from '../../../main/engine/hub/agents/progress-throttle.ts';
import { manualClock } from '../../support/manual-clock.ts';

const attempt = { agentId: AgentId.parse('ag_1'), taskId: TaskId.parse('ta_1'), generation: 1 };
const at = (percent: number, tokensOut = 0): Progress => ({
  percent,
  note: '',
  spent: { cost: null, tokensIn: 0, tokensOut },
});

function gated() {
  const clock = manualClock();
  const passed: (number | null)[] = [];
  const gate = createProgressThrottle((_, { percent }) => passed.push(percent), clock);
  return { clock, passed, gate };
}

describe('the progress of an attempt', () => {
  it('passes at once, then once a second, the latest word first', () => {
    const { clock, passed, gate } = gated();
    for (const percent of [1, 2, 3]) gate.offer(attempt, at(percent));
    expect(passed).toEqual([1]);
    clock.pass(999);
    gate.tick();
    expect(passed).toEqual([1]);
    clock.pass(1);
    gate.tick();
    gate.tick();
    expect(passed).toEqual([1, 3]);
  });

  it('is not passed on when nothing is new', () => {
    const { clock, passed, gate } = gated();
    gate.offer(attempt, at(1));
    clock.pass(5_000);
    gate.offer(attempt, at(1));
    gate.tick();
    expect(passed).toEqual([1]);
    gate.offer(attempt, at(1, 10));
    expect(passed).toEqual([1, 1]);
  });

  it('is passed on before the end, whatever waits', () => {
    const { passed, gate } = gated();
    gate.offer(attempt, at(1));
    gate.offer(attempt, at(90));
    gate.flush(attempt.taskId);
    gate.flush(attempt.taskId);
    expect(passed).toEqual([1, 90]);
  });

  it('starts over with another attempt, and forgets what waited of the one before', () => {
    const { clock, passed, gate } = gated();
    gate.offer(attempt, at(50));
    gate.offer(attempt, at(60));
    gate.offer({ ...attempt, generation: 2 }, at(5));
    clock.pass(2_000);
    gate.tick();
    expect(passed).toEqual([50, 5]);
  });
});
