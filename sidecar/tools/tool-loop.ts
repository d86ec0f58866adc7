import type { TokenCounts } from '../../core/domain/fleet/money/prices.ts';
import type { TranscriptLine } from '../../core/domain/fleet/tasks/transcript-line.ts';
import { cutText } from '../../core/kernel/cut-text.ts';
import { createLineEmitter } from '../streams/line-emitter.ts';
import { fitted, type Message, smallerBound, type ToolCall, type ToolResult } from './conversation.ts';
import type { ModelProvider, ModelTurn, ModelWait } from './model-provider.ts';
import { createStandstill, STANDSTILL } from './standstill.ts';
import type { Tool, ToolAnswer, ToolContext } from './tool.ts';
import { holdsWrittenCall } from './written-call.ts';

/** More calls in one answer than anybody needs; the rest is refused. */
const CALLS = 32;
/** Characters of a call or a result that are shown. */
const SHOWN = 300;

export interface LoopRequest {
  readonly provider: ModelProvider;
  readonly system: string;
  readonly tools: readonly Tool[];
  readonly context: Omit<ToolContext, 'show'>;
  readonly turns: number;
  readonly conversationBytes: number;
  emit(line: { readonly stream: TranscriptLine['stream']; readonly text: string }): void;
  progress(note: string): void;
  /** A request waits before it is sent again; null when it goes on. */
  waits(wait: ModelWait | null): void;
  /**
   * Tokens of one request; `request` counts them from 1, and a later call for the same one replaces the earlier. Null
   * when it was answered and nobody said what it took.
   */
  used(request: number, counts: TokenCounts | null, model: string | null): void;
}

export type LoopEnd =
  | { readonly ok: true; readonly summary: string; readonly model: string | null }
  | { readonly ok: false; readonly error: string; readonly retryable: boolean };

/**
 * Lets a model work with tools until it answers without calling one. `messages` is the conversation, ending with what the
 * model shall do; it grows, so that a later loop can go on with it. Turns and size are bounded, and an abort ends it
 * within the time a tool or request needs to notice.
 */
export async function runToolLoop(messages: Message[], request: LoopRequest): Promise<LoopEnd> {
  const { signal } = request.context;
  let model: string | null = null;
  let sentRequests = 0;
  let carriedOut = false;
  let silent = false;
  let room = request.conversationBytes;
  const standstill = createStandstill();
  const toolNames = request.tools.map((tool) => tool.name);

  for (let turn = 1; turn <= request.turns; turn++) {
    if (signal.aborted) return stopped;
    const sent = fitted(messages, room);
    if (sent === null) return failure(outgrown(room, request.conversationBytes), false);
    request.progress(`turn ${turn} of at most ${request.turns}`);

    const shown = createLineEmitter((text) => request.emit({ stream: 'model', text }));
    let answered = false;
    let counted = false;
    sentRequests += 1;
    const answer = await request.provider.send({
      system: request.system,
      messages: sent,
      tools: request.tools,
      signal,
      onText(text) {
        answered = true;
        shown.push(text);
      },
      onUsage(counts) {
        counted = true;
        request.used(sentRequests, counts, model);
      },
      onWait: (wait) => request.waits(wait),
      onCut({ charged }) {
        shown.flush();
        if (answered) request.emit({ stream: 'note', text: CUT });
        if (charged && !counted) request.used(sentRequests, null, model);
        if (charged) sentRequests += 1;
        answered = false;
        counted = false;
      },
    });
    shown.flush();
    if (!counted && (answered || answer.ok)) request.used(sentRequests, null, model);
    if (signal.aborted) return stopped;
    const isTooLong = answer.ok ? answer.turn.stop === 'context-full' : answer.tooLong === true;
    if (isTooLong) {
      const smaller = smallerBound(messages, sent);
      if (smaller === null) return failure(`${answer.ok ? FULL : answer.error} ${NO_SHORTER}`, false);
      room = smaller;
      request.emit({
        stream: 'note',
        text: `${FULL} Older results of tools are left out, and it is asked again.`,
      });
      continue;
    }
    if (!answer.ok) return failure(answer.error, answer.retryable);

    const { calls, text, stop, original } = answer.turn;
    model = answer.turn.model ?? model;
    if (stop === 'refused') return failure(`The model refused to go on. ${text}`.trim(), false);
    const isEnd = calls.length === 0 && (stop === 'end' || stop === 'tools');
    if (isEnd && text.trim() === '' && !carriedOut) {
      if (silent) return failure(NOTHING, true);
      silent = true;
      request.emit({ stream: 'note', text: 'The model answered with nothing; it is asked again.' });
      continue;
    }
    if (isEnd && !carriedOut && holdsWrittenCall(text, toolNames)) return failure(WRITTEN_CALL, true);
    messages.push({ role: 'model', text, calls, original });
    if (isEnd) return { ok: true, summary: text.trim(), model };

    const results = await carryOut(calls, request);
    carriedOut ||= results.some((result) => !result.failed);
    if (results.length > 0) messages.push({ role: 'tools', results });
    const state = standstill.turn({ text, results, cut: stop === 'length' });
    if (typeof state === 'object') return failure(state.ended, true);
    if (state === 'told') messages.push({ role: 'user', text: STANDSTILL });
    if (stop === 'length') messages.push({ role: 'user', text: cutAnswer(answer.turn) });
  }
  return failure(`The model was not done after ${request.turns} turns; what it wrote is kept.`, true);
}

async function carryOut(calls: readonly ToolCall[], request: LoopRequest): Promise<ToolResult[]> {
  const results: ToolResult[] = [];
  for (const [index, call] of calls.entries()) {
    request.emit({ stream: 'tool', text: `${call.name} ${short(call.written)}` });
    const done = index < CALLS ? await callOne(call, request) : tooManyCalls;
    request.emit({ stream: 'tool', text: `${done.failed ? '✗' : '✓'} ${call.name}: ${short(done.text)}` });
    // An empty result is not accepted by every server.
    results.push({ call, text: done.text === '' ? '[nothing]' : done.text, failed: done.failed });
  }
  return results;
}

async function callOne(call: ToolCall, request: LoopRequest): Promise<ToolAnswer> {
  if (request.context.signal.aborted) return { text: 'Not carried out: the task was stopped.', failed: true };
  const tool = request.tools.find((each) => each.name === call.name);
  if (tool === undefined) {
    const names = request.tools.map((each) => each.name).join(', ');
    return { text: `There is no tool ${call.name}. There are: ${names}.`, failed: true };
  }
  if (call.input === undefined) return { text: 'The input is not valid JSON.', failed: true };
  const show = (stream: 'stdout' | 'stderr') =>
    createLineEmitter(
      (text) => request.emit({ stream, text }),
      (state) => request.progress(state),
    );
  const emitters = { stdout: show('stdout'), stderr: show('stderr') };
  const answer = await tool.call(call.input, {
    ...request.context,
    show: (stream, text) => emitters[stream].push(text),
  });
  emitters.stdout.flush();
  emitters.stderr.flush();
  return answer;
}

const CUT = 'The answer broke off here. The same is asked again; nothing of this is used.';
const NOTHING = 'The model answered with nothing, twice: it neither said nor did anything.';
const stopped: LoopEnd = { ok: false, error: 'Stopped.', retryable: true };
const tooManyCalls: ToolAnswer = {
  text: `Not carried out: at most ${CALLS} calls in one answer.`,
  failed: true,
};

const failure = (error: string, retryable: boolean): LoopEnd => ({ ok: false, error, retryable });

const FULL = 'The conversation is larger than the model can take in.';
const NO_SHORTER =
  'Nothing more can be left out of it: use a model with a larger context, or make the task smaller. What it wrote is kept.';
const WRITTEN_CALL =
  'The model wrote the call of a tool as text, so nothing was carried out: its server does not read the calls of this model. Start it with the parser for them (`--enable-auto-tool-choice` and `--tool-call-parser` of vLLM, `--jinja` of llama.cpp), or use another model.';

const outgrown = (bytes: number, set: number): string =>
  `The conversation grew beyond ${bytes.toLocaleString('en')} bytes, even without old results of tools. ${
    bytes < set ? NO_SHORTER : 'Raise limits.conversationBytes in agent.json, or make the task smaller.'
  }`;

const cutAnswer = (turn: ModelTurn): string =>
  `Your answer reached the limit of its length and was cut${turn.calls.length > 0 ? ' after these calls' : ''}. A call that was not complete has not been carried out. Go on in smaller steps.`;

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > SHOWN ? `${cutText(line, SHOWN)}…` : line;
}
