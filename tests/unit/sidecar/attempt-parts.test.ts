import { describe, expect, it, vi } from 'vitest';
import { AgentFrame, hubLimits } from '../../../core/contract/hub/agent-frames.ts';
import type { Assignment } from '../../../core/contract/hub/assignment.ts';
import { nothingSpent } from '../../../core/domain/fleet/money/money.ts';
import { TaskId } from '../../../core/kernel/ids.ts';
import { watchBounds } from '../../../sidecar/attempts/attempt-bounds.ts';
import { createAttemptOutput } from '../../../sidecar/attempts/attempt-output.ts';
import { createAttemptProgress } from '../../../sidecar/attempts/attempt-progress.ts';
import { fixPrompt, taskPrompt } from '../../../sidecar/attempts/prompt.ts';
import { addSpent, budgetReached } from '../../../sidecar/attempts/spending.ts';
import type { FrameAnswer, UnnumberedFrame } from '../../../sidecar/connection/unnumbered-frame.ts';
import { readVram } from '../../../sidecar/host/resources.ts';

const key = { taskId: TaskId.parse('ta_one'), generation: 3 };
const usd = (micros: number) => ({ micros, currency: 'USD' });
const assignment: Assignment = {
  ...key,
  acceptWithinMs: 1000,
  description: 'Mend the gate',
  work: { kind: 'prompt' },
  target: { kind: 'shell' },
  tier: 'standard',
  contextFiles: [{ path: 'gate.ts', note: 'the hinge' }],
  notes: 'Carefully.',
  successCriteria: ['it closes'],
  verification: [{ type: 'test_passes', command: null }],
  verificationSeconds: 10,
  fixAttempts: 1,
  repository: null,
  unknownCost: 'stop',
  budget: { money: usd(1_000_000), tokens: 500, minutes: null },
  spentBefore: { cost: usd(400_000), tokensIn: 100, tokensOut: 100 },
  workedBeforeMs: 0,
  deadlineLeftMs: null,
  metadata: {},
};

function wire(answer: FrameAnswer = { kind: 'settled' }) {
  const frames: UnnumberedFrame[] = [];
  const state = { connected: true, now: 0 };
  return {
    frames,
    state,
    deps: {
      key,
      wall: () => 1000 + state.now,
      steady: () => state.now,
      now: () => state.now,
      unsent: () => 0,
      send: (frame: UnnumberedFrame, answered: (answer: FrameAnswer) => void) => {
        if (!state.connected) return false;
        frames.push(frame);
        answered(answer);
        return true;
      },
    },
    pass: async (milliseconds: number) => {
      state.now += milliseconds;
      await vi.advanceTimersByTimeAsync(milliseconds);
    },
  };
}

describe('live output', () => {
  it('goes out in batches that fit a frame, whatever was printed', async () => {
    vi.useFakeTimers();
    const { frames, deps, pass } = wire();
    const output = createAttemptOutput(deps);
    for (let line = 0; line < 150; line += 1) output.emit('stdout', '"\u0007\ud800'.repeat(2000));
    await pass(1000);
    expect(frames.length).toBeGreaterThan(1);
    for (const frame of frames) {
      expect(Buffer.byteLength(JSON.stringify({ ...frame, n: 1 }))).toBeLessThan(hubLimits.frameBytes);
      expect(AgentFrame.safeParse({ ...frame, n: 1 }).success).toBe(true);
    }
    const transcript = output.transcript();
    expect(Buffer.byteLength(JSON.stringify(transcript))).toBeLessThan(hubLimits.frameBytes - 64_000);
    expect(transcript.cutBytes).toBeGreaterThan(0);
    vi.useRealTimers();
  });

  it('counts what nobody heard and says so before the next lines', async () => {
    vi.useFakeTimers();
    const { frames, state, deps, pass } = wire();
    const output = createAttemptOutput(deps);
    state.connected = false;
    output.emit('stdout', 'a\nb');
    await pass(100);
    state.connected = true;
    output.emit('stdout', 'c');
    await pass(100);
    expect(frames).toMatchObject([{ t: 'output', cutLines: 2, cutBytes: 4, lines: [{ text: 'c' }] }]);
    expect(output.transcript().lines.map((line) => line.text)).toEqual(['a', 'b', 'c']);
    vi.useRealTimers();
  });
});

describe('progress', () => {
  it('is told at most twice a second, and the last word arrives', async () => {
    vi.useFakeTimers();
    const { frames, deps, pass } = wire();
    const progress = createAttemptProgress({ ...deps, spent: nothingSpent });
    for (let percent = 0; percent <= 100; percent += 1) {
      progress.report({ percent, note: `step ${percent}` });
      await pass(10);
    }
    await pass(1000);
    expect(frames.length).toBeLessThanOrEqual(4);
    expect(frames.at(-1)).toMatchObject({ t: 'progress', percent: 100, note: 'step 100' });
    vi.useRealTimers();
  });

  it('tells a hub that was away what it missed: that the work is blocked, and how far it is', async () => {
    vi.useFakeTimers();
    const { frames, state, deps, pass } = wire();
    const progress = createAttemptProgress({ ...deps, spent: nothingSpent });
    state.connected = false;
    progress.blocked('waits for a key');
    progress.report({ percent: 50, note: 'half' });
    await pass(1000);
    state.connected = true;
    progress.again();
    await pass(1000);
    expect(frames.map((frame) => frame.t)).toEqual(['blocked', 'progress']);
    progress.again();
    progress.blocked(null);
    expect(frames.at(-1)).toMatchObject({ t: 'unblocked' });
    vi.useRealTimers();
  });
});

describe('spending', () => {
  it('adds runs up, and never two currencies', () => {
    const eur = { cost: { micros: 5, currency: 'EUR' }, tokensIn: 1, tokensOut: 2 };
    expect(addSpent({ cost: usd(7), tokensIn: 10, tokensOut: 20 }, eur)).toEqual({
      cost: usd(7),
      tokensIn: 11,
      tokensOut: 22,
    });
    expect(addSpent(nothingSpent, eur)).toEqual(eur);
    expect(addSpent(addSpent(nothingSpent, eur), eur).cost?.micros).toBe(10);
  });

  it('reaches the budget with what earlier attempts used', () => {
    const spent = (micros: number, tokensIn: number) => ({ cost: usd(micros), tokensIn, tokensOut: 0 });
    expect(budgetReached(assignment, spent(599_999, 299))).toBeNull();
    expect(budgetReached(assignment, spent(600_000, 0))).toContain('USD 1.00');
    expect(budgetReached(assignment, spent(0, 300))).toContain('500 tokens');
    expect(budgetReached({ ...assignment, budget: null }, spent(9_000_000, 9000))).toBeNull();
  });
});

describe('the prompt', () => {
  it('holds everything the task says, and on a fix what failed', () => {
    expect(taskPrompt(assignment)).toBe(
      [
        'Mend the gate',
        '## Files to look at\n- gate.ts: the hinge',
        '## Notes\nCarefully.',
        '## Done when\n- it closes',
        '## Checked afterwards by\n- the tests of the repository pass',
      ].join('\n\n'),
    );
    const fix = fixPrompt(assignment, {
      run: 1,
      status: 'fail',
      startedAt: 0,
      durationMs: 1,
      checks: [
        { step: { type: 'git_clean' }, status: 'pass', durationMs: 1, tail: 'clean' },
        {
          step: { type: 'test_passes', command: 'make t' },
          status: 'fail',
          durationMs: 1,
          tail: 'it creaks',
        },
      ],
    });
    expect(fix).toContain('Mend the gate');
    expect(fix).toContain('### the tests pass: make t: fail\nit creaks');
    expect(fix).not.toContain('uncommitted');
  });
});

it('graphics memory is the sum over the cards, or unknown', () => {
  expect(readVram('10, 100\n20, 200\n')).toEqual({
    vramUsedBytes: 30 * 2 ** 20,
    vramTotalBytes: 300 * 2 ** 20,
  });
  expect(readVram('No devices were found')).toEqual({ vramUsedBytes: null, vramTotalBytes: null });
});

describe('the deadline of a task', () => {
  const bounds = (deadlineLeftMs: number | null, wall: number, takenAt: number) => {
    const watched = watchBounds({ ...assignment, budget: null, deadlineLeftMs }, takenAt, 60, {
      moment: () => ({ wall, steady: 5_000 }),
    });
    const left = watched.secondsLeft();
    watched.close();
    return left;
  };

  it.each([0, 1_790_000_000_000, 4_000_000_000_000])(
    'is as far away as the hub said, whatever the clock of the host says (%i)',
    (wall) => expect(bounds(1_800_000, wall, wall)).toBe(1800),
  );

  it('has come nearer by what passed since the task was taken, also over a restart', () => {
    expect(bounds(1_800_000, 1_000_000, 400_000)).toBe(1200);
    expect(bounds(1_800_000, 1_000_000, 2_000_000)).toBe(1800);
    expect(bounds(1_800_000, 9_000_000, 0)).toBe(0);
  });

  it('bounds nothing where there is none', () => expect(bounds(null, 1_000_000, 0)).toBe(3600));
});
