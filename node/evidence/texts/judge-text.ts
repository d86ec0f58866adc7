import type { Measure } from '../../../core/domain/readiness/measure/measure.ts';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import { failed, type Judgement, quoted } from '../judgement.ts';
import { judgeContract } from './judge-contract.ts';
import { judgeDocument } from './judge-document.ts';
import { judgeStatement } from './judge-statement.ts';
import { measureJson } from './measure-json.ts';
import { measureSarif } from './measure-sarif.ts';

/** A text to be judged, and what it should hold. */
export type TextTask = { readonly name: string; readonly bytes: Uint8Array } & (
  | { readonly type: 'doc'; readonly heading: string }
  | { readonly type: 'contract'; readonly pointer: string }
  | { readonly type: 'measure'; readonly measure: Extract<Measure, { in: 'json' | 'sarif' }> }
  /** `digest`: of the subject, as it is now. */
  | { readonly type: 'statement'; readonly subject: string; readonly digest: string }
);

/** Whatever the text holds, this answers; how long it takes is bounded by who asks. */
export async function judgeText(task: TextTask): Promise<Judgement> {
  try {
    const text = new TextDecoder().decode(task.bytes);
    return await judgeAs(task, text);
  } catch (error) {
    return failed(
      `${task.name} could not be read: ${quoted(error instanceof Error ? error.message : String(error))}.`,
    );
  }
}

function judgeAs(task: TextTask, text: string): Judgement | Promise<Judgement> {
  const { name } = task;
  switch (task.type) {
    case 'doc':
      return judgeDocument(name, text, task.heading);
    case 'contract':
      return judgeContract(name, text, task.pointer);
    case 'measure':
      return task.measure.in === 'json'
        ? measureJson(name, text, task.measure)
        : measureSarif(name, text, task.measure);
    case 'statement':
      return judgeStatement(name, text, task.subject, task.digest);
    default:
      return unreachable(task);
  }
}
