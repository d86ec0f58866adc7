import { describe, expect, it } from 'vitest';
import { FleetEvent } from '../../../core/domain/fleet/events.ts';
import type { FactValue } from '../../../core/kernel/result.ts';
import { createTelemetry, telemetryEvents } from '../../../main/engine/hub/telemetry/telemetry.ts';

type Line = readonly [level: string, message: string, facts: Readonly<Record<string, FactValue>>];

function told(...events: readonly unknown[]): readonly Line[] {
  const lines: Line[] = [];
  const at =
    (level: string) =>
    (message: string, facts: Readonly<Record<string, FactValue>> = {}) =>
      void lines.push([level, message, facts]);
  const telemetry = createTelemetry({ debug: at('debug'), info: at('info'), warn: at('warn') });
  telemetry.follow(events.map((event) => FleetEvent.parse(event)));
  return lines;
}

const by = { kind: 'hub', id: 'hub', name: 'hub' };
const attempt = { at: 1, taskId: 'ta_1', generation: 2, agentId: 'ag_1' };
const ended = {
  ...attempt,
  type: 'attempt.ended',
  by,
  error: 'words of a program: Bearer abcdefgh12345678',
  spent: { cost: { micros: 5, currency: 'USD' }, tokensIn: 1, tokensOut: 2 },
  workedMs: 10,
  notBefore: null,
};

describe('telemetry', () => {
  it('says every event under a name of the table, at its level', () => {
    const lines = told(
      { ...ended, reason: 'disconnected', next: 'queued' },
      { ...ended, reason: 'failed', next: 'dead-letter' },
      { ...ended, reason: 'cancelled', next: 'cancelled' },
    );
    expect(lines.map(([level, message]) => `${level} ${message}`)).toEqual([
      'warn task.reclaim',
      'info task.retry',
      'info task.fail',
      'warn task.dead-letter',
      'info task.cancel',
    ]);
    for (const [level, message] of lines) expect(telemetryEvents).toHaveProperty([message], level);
  });

  it('explains a match, and says when it was a fallback', () => {
    const decision = {
      because: ['has every capability', 'idle the longest'],
      tier: 'trivial',
      target: { kind: 'shell' },
      candidates: 3,
      fallbackFrom: 'ollama',
      score: 0.5,
    };
    const lines = told({ ...attempt, type: 'task.assigned', decision });
    expect(lines.map(([, message]) => message)).toEqual([
      'scheduler.match',
      'scheduler.fallback',
      'task.assign',
    ]);
    expect(lines[0]?.[2]).toMatchObject({ candidates: 3, because: ['has every capability'] });
  });

  it('leaves out what people and programs wrote, and every digest of a token', () => {
    const text = JSON.stringify(
      told(
        { ...ended, reason: 'failed', next: 'queued' },
        {
          type: 'token.added',
          at: 1,
          by,
          tokenId: 'tk_1',
          name: 'private name',
          scope: 'submit',
          agentId: null,
          sha256: 'f'.repeat(64),
        },
      ),
    );
    for (const secret of ['words of a program', 'abcdefgh', 'private name', 'ffff'])
      expect(text).not.toContain(secret);
    expect(text).toContain('tk_1');
  });
});
