import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { freeShipName, shipNames } from '../../../core/domain/fleet/agents/ship-names.ts';
import { sumMoney } from '../../../core/domain/fleet/money/money-list.ts';
import { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import { builtInTemplates } from '../../../core/domain/fleet/tasks/task-templates.ts';
import { taskTitle } from '../../../core/domain/fleet/tasks/task-title.ts';
import { AgentId } from '../../../core/kernel/ids.ts';
import { installFiles } from '../../../main/engine/hub/http/install-files.ts';
import { installLine } from '../../../main/engine/services/fleet/agents/install-line.ts';
import { memoryLog } from '../../support/web/fake-wire.ts';

describe('a ship’s name', () => {
  it('is one nobody has, and comes round again with a number when all sail', () => {
    expect(freeShipName([], 0)).toBe(shipNames[0]);
    expect(freeShipName([(shipNames[0] ?? '').toUpperCase()], 0)).toBe(shipNames[1]);
    expect(freeShipName(shipNames, 3)).toBe(`${shipNames[3]} 2`);
    expect(new Set(shipNames).size).toBe(shipNames.length);
  });
});

it('a task is called by its first line that says something, shortened', () => {
  expect(taskTitle('\n## Mend the mast\nand the rest')).toBe('Mend the mast');
  expect(taskTitle('x'.repeat(200))).toHaveLength(120);
});

it('amounts of different currencies are never added', () => {
  const sums = sumMoney([
    { micros: 5, currency: 'USD' },
    null,
    { micros: 1, currency: 'EUR' },
    { micros: 2, currency: 'USD' },
  ]);
  expect(sums).toEqual([
    { micros: 1, currency: 'EUR' },
    { micros: 7, currency: 'USD' },
  ]);
});

it('every built-in template is a task that can be submitted, under a name of its own', () => {
  const names = builtInTemplates.map(({ task, name, id }) => {
    expect(TaskSpec.safeParse(task).success).toBe(true);
    expect(id.startsWith('built-in:')).toBe(true);
    return name;
  });
  expect(new Set(names).size).toBe(names.length);
});

describe('the install line', () => {
  const agent = { agentId: AgentId.parse('ag_x'), token: 'qd_t', url: 'http://127.0.0.1:29100' };

  it('passes every name through a shell untouched, and the token not as an argument', () => {
    const name = `O'Brien $(touch x); "boat"`;
    const line = installLine({ ...agent, name, capabilities: ['lang:python'] });
    const [, args = ''] = line.split('sh -s -- ');
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${args}`], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(words).toEqual(['--id', 'ag_x', '--name', name, '--capability', 'lang:python']);
    expect(args).not.toContain('qd_t');
  });

  it('fetches a script that a shell understands, and nothing for an address that is none', async () => {
    const made = async () => ({ ok: true, value: { file: '/nowhere', name: 'q.tgz' } }) as const;
    const source = installFiles(made, memoryLog());
    const script = await source('agent.sh', agent.url);
    expect(script?.type).toContain('shellscript');
    execFileSync('sh', ['-n'], { input: Buffer.from(script?.bytes ?? []) });
    expect(await source('agent.sh', `http://x';reboot;'`)).toBeNull();
    expect(await source('other.sh', agent.url)).toBeNull();
    expect(await installFiles(undefined, memoryLog())('agent.sh', agent.url)).toBeNull();
  });
});
