import { expect, test } from 'vitest';
import { ActorId, DeviceId, OpId } from '../../../core/kernel/ids.ts';
import { patchJson, signingText } from '../../../core/kernel/op.ts';

const op = {
  id: OpId.parse('op_1'),
  hlc: '000000000001-00000-de_a',
  device: DeviceId.parse('de_a'),
  actor: ActorId.parse('ac_a'),
  correlation: 'cr_1',
  entity: { kind: 'item', id: 'it_1' },
  patch: { status: { value: 'Done', before: 'h1', after: 'h2' } },
};

test('the signed text covers every field, so changing any of them changes it', () => {
  const signed = signingText(op);
  for (const other of [
    { ...op, hlc: '000000000002-00000-de_a' },
    { ...op, actor: ActorId.parse('ac_b') },
    { ...op, entity: { ...op.entity, id: 'it_2' } },
    { ...op, patch: { status: { value: 'Todo', before: 'h1', after: 'h2' } } },
    { ...op, patch: { status: { value: 'Done', before: 'h1', after: 'h3' } } },
  ]) {
    expect(signingText(other)).not.toBe(signed);
  }
});

test('a patch passes its stored form', () => {
  expect(patchJson.read(patchJson.write(op.patch))).toEqual({ ok: true, value: op.patch });
});
