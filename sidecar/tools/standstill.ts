import { createHash } from 'node:crypto';
import type { ToolResult } from './conversation.ts';

/** Answers in a row that bring nothing new, after which the model is told so. */
const TOLD = 5;
/** After so many it is ended. */
const ENDED = 10;
/** Each of these cost a whole answer. */
const CUT = 3;

export interface Standstill {
  /**
   * Takes in a turn: what the model said, what came of its calls, and whether the answer was cut at its length. `told`:
   * the model should hear that it gets nowhere; otherwise why the run is to be ended, in words.
   */
  turn(turn: {
    readonly text: string;
    readonly results: readonly ToolResult[];
    readonly cut: boolean;
  }): 'goes on' | 'told' | { readonly ended: string };
}

/** Notices a model that makes the same calls with the same results over and over, in whatever order, or is always cut. */
export function createStandstill(): Standstill {
  const seen = new Set<string>();
  let repeated = 0;
  let cut = 0;
  return {
    turn(turn) {
      cut = turn.cut && turn.results.length === 0 ? cut + 1 : 0;
      if (cut >= CUT) return { ended: ALWAYS_CUT };
      const done = turn.results.map(({ call, text }) => [call.name, call.written, text]);
      const mark = createHash('sha256')
        .update(JSON.stringify(done.length > 0 ? done : turn.text))
        .digest('hex');
      repeated = seen.has(mark) ? repeated + 1 : 0;
      seen.add(mark);
      if (repeated >= ENDED) return { ended: IN_CIRCLES };
      return repeated === TOLD ? 'told' : 'goes on';
    },
  };
}

export const STANDSTILL =
  'Your last answers repeated calls you had made before, and their results were the same. Do something else, or say what you did and what is open. To wait for something, wait longer within one command.';

const IN_CIRCLES = `The model went in circles: ${ENDED} answers in a row repeated earlier calls with the same results. It was ended to save their cost; what it wrote is kept.`;
const ALWAYS_CUT = `The model’s answer was cut off at the limit of its length ${CUT} times in a row, before any call was complete. Let it answer longer (\`maxTokens\` in agent.json, or the limit of its server), or make the task smaller; what it wrote is kept.`;
