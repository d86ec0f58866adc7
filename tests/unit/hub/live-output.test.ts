import { describe, expect, it } from 'vitest';
import { FleetEvent } from '../../../core/domain/fleet/events.ts';
import type { TranscriptLine } from '../../../core/domain/fleet/tasks/transcript-line.ts';
import { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import { createLineBuffer } from '../../../main/engine/hub/telemetry/line-buffer.ts';
import { createLiveOutput } from '../../../main/engine/hub/telemetry/live-output.ts';

const task = TaskId.parse('ta_1');
const line = (text: string): TranscriptLine => ({ at: 1, stream: 'stdout', text });
const part = (...texts: string[]) => ({ lines: texts.map(line), cutLines: 0, cutBytes: 0 });

describe('the newest lines within bounds', () => {
  it('keeps the last lines and counts what had to go', () => {
    const ring = createLineBuffer(3, 1000);
    for (const text of ['one', 'two', 'three', 'four', 'fünf']) ring.push(line(text));
    const { first, lines, cutLines, cutBytes } = ring.read();
    expect(lines.map(({ text }) => text)).toEqual(['three', 'four', 'fünf']);
    expect({ first, cutLines, cutBytes }).toEqual({ first: 2, cutLines: 2, cutBytes: 6 });
  });

  it('keeps to its bytes, and keeps at least the last line', () => {
    const ring = createLineBuffer(100, 10);
    for (const text of ['12345', '67890', 'x'.repeat(20)]) ring.push(line(text));
    expect(ring.read().lines).toHaveLength(1);
    expect(ring.read().cutBytes).toBe(10);
  });

  it('stays right over many more lines than it keeps', () => {
    const ring = createLineBuffer(50, 100_000);
    for (let index = 0; index < 10_000; index += 1) ring.push(line(String(index)));
    const { first, lines, cutLines } = ring.read();
    expect([first, cutLines, lines[0]?.text, lines.at(-1)?.text]).toEqual([9950, 9950, '9950', '9999']);
  });
});

describe('live output', () => {
  it('makes a transcript that the log can read, whatever an agent says it left out', () => {
    const output = createLiveOutput(() => undefined);
    const most = Number.MAX_SAFE_INTEGER;
    for (const text of ['a', 'b']) output.append(task, 1, { ...part(text), cutLines: most, cutBytes: most });
    const event = { type: 'task.transcript', at: 1, taskId: task, generation: 1, agentId: 'ag_1' };
    expect(FleetEvent.safeParse({ ...event, ...output.transcriptOf(task, 1) }).success).toBe(true);
  });

  it('numbers the lines of an attempt and tells that it changed', () => {
    const changed: string[] = [];
    const output = createLiveOutput((id) => changed.push(id));
    output.append(task, 1, part('a', 'b'));
    output.append(task, 1, { ...part('c'), cutLines: 7, cutBytes: 70 });
    const window = output.read(task, 1);
    expect(window?.lines.map(({ id, text }) => `${id} ${text}`)).toEqual(['0 a', '1 b', '2 c']);
    expect([window?.cutLines, window?.cutBytes]).toEqual([7, 70]);
    expect(changed).toEqual([task, task]);
  });

  it('never mixes attempts: a new one starts empty and a late line of the old one is dropped', () => {
    const output = createLiveOutput(() => undefined);
    output.append(task, 1, part('old'));
    output.append(task, 2, part('new'));
    output.append(task, 1, part('late'));
    expect(output.read(task, 1)).toBeNull();
    expect(output.transcriptOf(task, 2)?.lines.map(({ text }) => text)).toEqual(['new']);
  });

  it('lets go of an attempt when it ended, and only of that one', () => {
    const output = createLiveOutput(() => undefined);
    const ended = (generation: number) => ({
      type: 'attempt.ended' as const,
      at: 1,
      by: { kind: 'hub' as const, id: 'hub', name: 'hub' },
      taskId: task,
      generation,
      agentId: AgentId.parse('ag_1'),
      reason: 'stuck' as const,
      error: '',
      spent: { cost: null, tokensIn: 0, tokensOut: 0 },
      workedMs: 0,
      next: 'queued' as const,
      notBefore: null,
    });
    output.append(task, 2, part('x'));
    output.follow([ended(1)]);
    expect(output.transcriptOf(task, 2)).not.toBeNull();
    output.follow([ended(2)]);
    expect(output.transcriptOf(task, 2)).toBeNull();
  });
});
