import { failed, type Judgement, quoted } from '../judgement.ts';
import { judgeContract } from './judge-contract.ts';
import { judgeDocument } from './judge-document.ts';

/** A text to be judged, and what it should hold. */
export type TextTask = { readonly name: string; readonly bytes: Uint8Array } & (
  | { readonly type: 'doc'; readonly heading: string }
  | { readonly type: 'contract'; readonly pointer: string }
);

/** Whatever the text holds, this answers; how long it takes is bounded by who asks. */
export async function judgeText(task: TextTask): Promise<Judgement> {
  try {
    const text = new TextDecoder().decode(task.bytes);
    return task.type === 'doc'
      ? judgeDocument(task.name, text, task.heading)
      : await judgeContract(task.name, text, task.pointer);
  } catch (error) {
    return failed(
      `${task.name} could not be read: ${quoted(error instanceof Error ? error.message : String(error))}.`,
    );
  }
}
