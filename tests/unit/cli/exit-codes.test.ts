import { describe, expect, test } from 'vitest';
import { contract } from '../../../core/contract/index.ts';
import { exitCodeOf } from '../../../main/cli/exit-codes.ts';

describe('exit codes', () => {
  test.each([
    ['contract.bug', 1],
    ['contract.invalid', 2],
    ['status.illegal-move', 3],
    ['field.locked', 3],
    ['tracker.not-found', 4],
    ['file.missing', 4],
    ['import.nothing-found', 4],
    ['file.changed', 5],
    ['undo.overtaken', 5],
    ['actor.exists', 5],
    ['contract.lost', 6],
    ['contract.absent', 6],
    ['workspace.busy', 6],
    ['workspace.not-found', 4],
    ['secret.locked', 6],
    ['web.port-taken', 6],
    ['file.disk-full', 6],
    ['task.deadline-passed', 2],
    ['hub.needs-certificate', 2],
    ['agent.not-verified', 3],
    ['task.unknown-dependency', 4],
    ['config.missing', 4],
    ['agent.name-taken', 5],
    ['agent.running', 5],
    ['sample.running', 5],
    ['task.key-conflict', 5],
    ['task.not-dead', 5],
    ['hub.off', 6],
    ['agent.offline', 6],
    ['service.failed', 6],
    ['sample.failed', 6],
  ])('%s ends with %i', (code, exit) => {
    expect(exitCodeOf(code)).toBe(exit);
  });

  test('no failure the contract names looks like success or like a bug', () => {
    const codes = Object.values(contract).flatMap((entry) => ('errors' in entry ? entry.errors : []));
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => exitCodeOf(code) < 2)).toEqual([]);
  });
});
