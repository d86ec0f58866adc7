import type { IncomingMessage } from 'node:http';
import { cutText } from '../../core/kernel/cut-text.ts';
import { parseOutsideJson } from '../../core/kernel/outside-json.ts';
import { textAt } from '../executors/commands/json-path.ts';

/** Why a connection is over, and how long to stay away at least. */
export interface SocketEnd {
  readonly message: string;
  readonly floorMs: number;
  /** It was welcomed and held for a while: the next try starts with a short pause again. */
  readonly lasted: boolean;
}

/** A token the hub does not know is asked about again, but slowly: it may be given back. */
const REFUSED_TOKEN_MS = 30_000;
const LIMITED_MS = 10_000;

/** What an answer that is no upgrade means; `body` is what came with it. */
export function refusedUpgrade(
  response: Pick<IncomingMessage, 'statusCode' | 'headers'>,
  body: string,
): SocketEnd {
  const status = response.statusCode ?? 0;
  const asked = Number(response.headers['retry-after']);
  const askedMs = Number.isFinite(asked) && asked > 0 ? Math.min(asked, 3600) * 1000 : 0;
  if (status === 403) {
    const said = saidIn(body) ?? 'It gave no reason.';
    const message = `The hub, or a proxy before it, turned this agent away (HTTP 403). ${said} The sidecar keeps asking, slowly.`;
    return { message, floorMs: Math.max(REFUSED_TOKEN_MS, askedMs), lasted: false };
  }
  if (status === 401) {
    const message =
      'The hub does not accept this agent’s token: it was revoked, or belongs to another hub. Make a new one with `quarterdeck agent add`, or remove this agent. The sidecar keeps asking, slowly.';
    return { message, floorMs: Math.max(REFUSED_TOKEN_MS, askedMs), lasted: false };
  }
  if (status === 429 || status === 503) {
    const message = `The hub is not taking this agent in right now (HTTP ${status}).`;
    return { message, floorMs: askedMs === 0 ? LIMITED_MS : askedMs, lasted: false };
  }
  return { message: `The hub's address answered with HTTP ${status}.`, floorMs: askedMs, lasted: false };
}

/** The hub's own sentence. */
function saidIn(body: string): string | null {
  const parsed = parseOutsideJson(body);
  const said = parsed.ok ? textAt(parsed.value, 'error.message') : null;
  return said === null ? null : cutText(said, 300);
}
