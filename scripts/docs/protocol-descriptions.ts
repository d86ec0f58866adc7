import type { AgentFrame, HubFrame } from '../../core/contract/hub/agent-frames.ts';

/** What each frame of an agent is for. */
export const agentFrameDescriptions: Readonly<Record<AgentFrame['t'], string>> = {
  hello:
    'The first frame: who it is, what it can do, and which attempts it still holds. Answered by `welcome`.',
  heartbeat: 'A sign of life, every `heartbeatMs`, with the load of its machine.',
  accept: 'It takes the offered attempt; without it the offer lapses.',
  decline: 'It gives the offered attempt back.',
  progress:
    'How far it is and what was spent since the attempt began. The hub keeps one a second at most, and the last one always.',
  output: 'Lines the attempt printed, for whoever watches. Only the newest are kept.',
  blocked: 'It cannot go on for now and says why; the task stays its own.',
  unblocked: 'It goes on.',
  later: 'The endpoint of the attempt asked us to try again later: it waits so long, and has not failed.',
  holds:
    'It asks whether the attempt is still its own, right before it pushes or opens a request. `settled` says yes, by the state at that moment; a stale refusal says no.',
  verified: 'The report of one verification run.',
  complete: 'The attempt reached its end. Sent again after a reconnect until it is answered.',
  fail: 'The attempt ended without success. Sent again after a reconnect until it is answered.',
};

/** What each frame of the hub is for. */
export const hubFrameDescriptions: Readonly<Record<HubFrame['t'], string>> = {
  welcome:
    'Answers `hello`: the agent is connected. One verdict per attempt it said it holds: `continue` or `drop`.',
  assign: 'Offers an attempt, with everything needed to carry it out.',
  stop: 'The attempt is over: end it and drop it. Nothing about it is taken any more.',
  settled:
    'Frame `n` was taken in. After `complete` and `fail` it is on the disk of the hub and may be forgotten.',
  refused: 'Frame `n` changed nothing; the code says why. With `stale` the attempt must be dropped.',
  'rate-limited':
    'Frame `n` changed nothing because there were too many of its tier. Send it again later, with a new number.',
  bye: 'The last frame before the hub closes the connection; `retryAfterMs` says when to come back, if at all.',
};

export interface CodeDescription {
  readonly code: string;
  readonly means: string;
  /** Counts towards being cut off. */
  readonly violation: boolean;
  readonly next: string;
}

const wrong = (code: string, means: string, next: string): CodeDescription => ({
  code,
  means,
  violation: true,
  next,
});
const told = (code: string, means: string, next: string): CodeDescription => ({
  code,
  means,
  violation: false,
  next,
});

/** Codes of `refused`. A code of the hub's rules that is not in here refuses the frame just as well. */
export const refusedCodes: readonly CodeDescription[] = [
  wrong(
    'frame.malformed',
    'Not JSON, or not as the schema has it; the fields are named.',
    'Correct the sender.',
  ),
  wrong('frame.binary', 'A binary frame.', 'Send text.'),
  wrong('frame.too-large', 'More bytes than a frame may have.', 'The connection ends with close code 1009.'),
  wrong('frame.replayed', 'The number `n` was here before.', 'Go on with the next number.'),
  wrong('frame.out-of-order', 'The number `n` skips one.', 'Reconnect.'),
  wrong('frame.unexpected', 'A second `hello`.', 'Say it once.'),
  wrong(
    'frame.flood',
    'Far more frames than allowed, sent on after being told. Seen in the records only.',
    'Slow down.',
  ),
  wrong('agent.hello-first', 'Something else came before `hello`.', 'Say hello first.'),
  wrong(
    'agent.token-mismatch',
    'The token belongs to another agent.',
    'The connection ends; use its own token.',
  ),
  wrong(
    'protocol.version',
    'The hub speaks another version of this protocol.',
    'The connection ends; update the older side.',
  ),
  told('attempt.stale', 'The attempt was taken away, or has ended, in the meantime.', 'Drop it.'),
  wrong('attempt.wrong-agent', 'This attempt belongs to another agent.', 'Drop it.'),
  wrong('attempt.unknown', 'No attempt of this number was ever given out.', 'Drop it.'),
  wrong('task.not-found', 'Nobody submitted such a task.', 'Drop it.'),
  told(
    'db.*',
    'The hub cannot write now, for example because its disk is full. Nothing was changed.',
    'Send it again later.',
  ),
  told('hub.closed', 'The hub is stopping. Nothing was changed.', 'Send it again when it is back.'),
];

/** Codes of `bye`. */
export const byeCodes: readonly Omit<CodeDescription, 'violation'>[] = [
  { code: 'agent.no-hello', means: 'No `hello` came in time.', next: 'Say hello at once.' },
  {
    code: 'agent.already-connected',
    means: 'Another sidecar with this token is connected, and sent something within the last two heartbeats.',
    next: 'Stop one of them. The first one stays; after two silent heartbeats it would give way.',
  },
  {
    code: 'agent.replaced',
    means: 'This connection was silent, and the agent has come by another.',
    next: 'Nothing.',
  },
  { code: 'agent.rate-limited', means: 'The agent connects too often.', next: 'Wait.' },
  {
    code: 'agent.violations',
    means: 'Too many frames were wrong within a minute.',
    next: 'Stay away for the time told.',
  },
  { code: 'agent.silent', means: 'No frame came for as long as the hub waits.', next: 'Reconnect.' },
  { code: 'agent.revoked', means: 'The token was revoked, or the agent removed.', next: 'Stop.' },
  { code: 'agent.disconnected', means: 'The hub ended the connection.', next: 'Reconnect.' },
  { code: 'hub.stopped', means: 'The hub stops.', next: 'Come back; keep what is not settled.' },
  { code: 'hub.failed', means: 'The hub failed at a frame.', next: 'Reconnect.' },
];

/** Refusals over HTTP, before and besides those of an entry itself. */
export const httpCodes: readonly {
  readonly status: number;
  readonly code: string;
  readonly means: string;
}[] = [
  { status: 400, code: 'http.not-json', means: 'The body is not JSON, or not said to be.' },
  { status: 401, code: 'http.unauthorized', means: 'No valid token came along.' },
  { status: 403, code: 'http.forbidden', means: 'The token is for something else.' },
  { status: 403, code: 'hub.no-browsers', means: 'The request comes from a web page.' },
  {
    status: 403,
    code: 'hub.wrong-host',
    means:
      "The Host is none of this machine's names and addresses, nor one that its certificate vouches for.",
  },
  { status: 404, code: 'http.not-found', means: 'There is no such address.' },
  { status: 404, code: '*.not-found', means: 'There is no such task or token.' },
  { status: 405, code: 'http.wrong-method', means: 'The address takes another method.' },
  { status: 409, code: 'task.key-conflict', means: 'The client key was used for another task.' },
  {
    status: 409,
    code: 'others',
    means: 'It does not go with how things stand, such as cancelling what has ended.',
  },
  { status: 413, code: 'http.too-large', means: 'The body is too long.' },
  { status: 422, code: 'http.invalid', means: 'Fields are not as the schema has them; each is named.' },
  {
    status: 422,
    code: 'task.unknown-*',
    means: 'The task names a dependency, agent, repository or item there is none of.',
  },
  { status: 429, code: 'http.rate-limited', means: 'Too many requests of this tier.' },
  { status: 429, code: 'http.cooldown', means: 'The client got too much wrong lately.' },
  { status: 503, code: 'hub.full', means: 'No further connections are taken.' },
  { status: 503, code: 'db.*', means: 'The hub cannot write now. Nothing was changed.' },
];
