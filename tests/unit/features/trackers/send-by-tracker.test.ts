import { beforeEach, expect, it, vi } from 'vitest';
import type { ContractClient } from '../../../../core/contract/index.ts';
import { TrackerId } from '../../../../core/kernel/ids.ts';
import { setClient } from '../../../../renderer/bridge/client.ts';
import { setField } from '../../../../renderer/domains/trackers/model/edits.ts';
import { sendByTracker } from '../../../../renderer/domains/trackers/send-edits.ts';
import type { ToastSpec } from '../../../../renderer/ui/feedback/toast.tsx';
import { field, item } from './fixtures.ts';

const toasts = vi.hoisted((): ToastSpec[] => []);
vi.mock(import('../../../../renderer/ui/feedback/toast.tsx'), () => ({
  showToast: (toast: ToastSpec) => void toasts.push(toast),
}));

const sent: string[] = [];
const answers = new Map<string, string>();
const client: ContractClient = {
  call: (name, input) => {
    const said = `${name} ${JSON.stringify(input)}`;
    sent.push(said);
    const found = [...answers].find(([part]) => said.includes(part));
    return Promise.resolve(JSON.parse(found?.[1] ?? '{"ok":true,"value":{"summary":"Taken back."}}'));
  },
  watch: () => () => {},
  close: () => {},
};

const edited = (step: number) =>
  `{"ok":true,"value":{"step":${step},"merged":false,"summary":"Changed it."}}`;
const rows = ['one', 'two', 'three'].map((id) =>
  item(id, {
    trackerId: TrackerId.parse(`tr_${id}`),
    trackerName: `Plan ${id}`,
    fields: [field('status', 'status', 'open')],
  }),
);
const edits = rows.map((row) => setField(row, field('status', 'status', 'open'), 'done'));

beforeEach(() => {
  setClient(client);
  toasts.length = 0;
  sent.length = 0;
  answers.clear();
});

it('says once what was changed in several trackers, and takes all of it back at once, the newest first', async () => {
  answers.set('"trackerId":"tr_one"', edited(1));
  answers.set('"trackerId":"tr_two"', edited(2));
  answers.set('"trackerId":"tr_three"', edited(3));
  await sendByTracker(rows, edits);
  expect(toasts).toMatchObject([{ kind: 'done', text: '3 trackers changed.' }]);
  expect(toasts[0]?.detail).toBe('Plan one: Changed it. Plan two: Changed it. Plan three: Changed it.');
  sent.length = 0;
  toasts[0]?.action?.run();
  await vi.waitFor(() => expect(toasts).toHaveLength(2));
  expect(sent.map((said) => /"steps":\[\d\]/.exec(said)?.[0])).toEqual([
    '"steps":[3]',
    '"steps":[2]',
    '"steps":[1]',
  ]);
  expect(toasts[1]?.text).toBe('3 steps taken back.');
});

it('names a tracker that refused, beside those that changed', async () => {
  answers.set('"trackerId":"tr_one"', edited(1));
  answers.set(
    '"trackerId":"tr_two"',
    '{"ok":false,"error":{"code":"file.disk-full","message":"The disk is full. Free some space, then try again.","retryable":false,"facts":{}}}',
  );
  answers.set('"trackerId":"tr_three"', edited(3));
  await sendByTracker(rows, edits);
  expect(toasts.map(({ kind, text }) => [kind, text])).toEqual([
    ['problem', 'Plan two: The disk is full. Free some space, then try again.'],
    ['done', '2 trackers changed.'],
  ]);
});
