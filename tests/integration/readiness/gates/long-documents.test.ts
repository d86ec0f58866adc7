import { expect, it } from 'vitest';
import { LONGEST_DOCUMENT } from '../../../../core/domain/readiness/gate/gate-document.ts';
import { DOCUMENT_CHARACTERS_MAX } from '../../../../core/domain/readiness/yaml-document.ts';
import { GateRunId } from '../../../../core/kernel/ids.ts';
import { context } from '../../engine/test-engine.ts';
import { gateEngine } from './gate-engine.ts';

const ITEM = '  - {}\n';
const GATE = `gate: long\ntitle: Long\ncriteria:\n${ITEM.repeat(LONGEST_DOCUMENT / ITEM.length - 10)}`;
const POLICY = `policy: long\nobjectives:\n${ITEM.repeat(DOCUMENT_CHARACTERS_MAX / ITEM.length - 10)}`;

it('answers others while the longest gates and policies are read, and says then what is wrong with them', async () => {
  const { calls } = await gateEngine();
  const ended: string[] = [];
  const told = async (name: string, answer: unknown): Promise<unknown> => {
    const value = await answer;
    ended.push(name);
    return value;
  };
  const answers = await Promise.all([
    told('check', calls['gates.check']({ text: GATE, commit: null, environment: null }, context)),
    told('save', calls['gates.save']({ text: GATE }, context)),
    told('import', calls['gates.readOutside']({ text: GATE }, context)),
    told('validate', calls['slo.validate']({ text: POLICY }, context)),
    told('policy', calls['slo.save']({ text: POLICY }, context)),
    told('other', calls['gates.report']({ runId: GateRunId.parse('gr_none') }, context)),
  ]);
  expect(ended[0]).toBe('other');
  expect(answers).toMatchObject([
    { value: { problems: [{ line: 3 }], judged: null } },
    { error: { code: 'gate.bad-document' } },
    { ok: false },
    { value: { problems: expect.arrayContaining([expect.objectContaining({ says: expect.any(String) })]) } },
    { error: { code: 'slo.bad-document' } },
    { error: { code: 'gate.no-run' } },
  ]);
});
