import { z } from 'zod';
import { type CallName, contract } from '../../core/contract/index.ts';
import { maxStepsNamed } from '../../core/contract/trackers.ts';
import { remember, type WindowMemory, windowMemory } from './window-memory.ts';

const key = 'quarterdeck.steps';

const OwnSteps = z.object({
  /** Undo steps made in this window, the newest last. */
  steps: z.array(z.number().int()),
  /** Something was done after them that no undo takes back. */
  otherSince: z.boolean(),
});
export type OwnSteps = Readonly<z.output<typeof OwnSteps>>;

const none: OwnSteps = { steps: [], otherSince: false };

const Stepped = z.object({ step: z.number().int().nullable() });

/** Acts that leave nothing a person would want to take back with a key. */
const passing: ReadonlySet<CallName> = new Set<CallName>([
  'trackers.undo',
  'trackers.redo',
  'trackers.exportTo',
  'evidence.verify',
  'uploads.begin',
  'uploads.send',
  'uploads.discard',
  'settings.set',
]);

/** Whether a person may want to take a call back. */
export function isAct(name: CallName): boolean {
  const { kind, acts } = contract[name];
  return kind === 'command' && acts !== 'nobody' && acts !== 'connection' && !passing.has(name);
}

/** What this window did, after one more call of it succeeded. */
export function afterCall(before: OwnSteps, name: CallName, output: unknown): OwnSteps {
  if (!isAct(name)) return before;
  const stepped = Stepped.safeParse(output);
  if (!stepped.success) return { ...before, otherSince: true };
  // It found everything as it was wanted.
  if (stepped.data.step === null) return before;
  return { steps: [...before.steps, stepped.data.step].slice(-maxStepsNamed), otherSince: false };
}

export function ownSteps(memory: WindowMemory | null = windowMemory()): OwnSteps {
  try {
    const read = OwnSteps.safeParse(JSON.parse(memory?.getItem(key) ?? 'null'));
    return read.success ? read.data : none;
  } catch {
    return none;
  }
}

export function noteCall(name: CallName, output: unknown, memory = windowMemory()): void {
  const before = ownSteps(memory);
  const after = afterCall(before, name, output);
  if (after !== before) remember(memory, key, JSON.stringify(after));
}

/** The person was told that their last act has no undo: the next press goes on to the steps before it. */
export function noteTold(memory = windowMemory()): void {
  remember(memory, key, JSON.stringify({ ...ownSteps(memory), otherSince: false }));
}
