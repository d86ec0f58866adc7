import type { z } from 'zod';
import {
  AgentFrame,
  cooldowns,
  HubFrame,
  hubLimits,
  hubProtocol,
} from '../../core/contract/hub/agent-frames.ts';
import { httpApi } from '../../core/contract/hub/http-api.ts';
import { defaultRateLimits } from '../../core/domain/fleet/agents/rate-bucket.ts';
import {
  agentFrameDescriptions,
  byeCodes,
  httpCodes,
  hubFrameDescriptions,
  refusedCodes,
} from './protocol-descriptions.ts';

/** The page for people, made of the same definitions as the schemas. */
export function protocolPage(): string {
  return `${[
    '# The hub: protocol of agents, interface for tools',
    'Made by `npx node scripts/docs/protocol-docs.ts` from `core/contract/hub`; edit those definitions, not this page. A JSON Schema of each\nframe and each HTTP entry lies beside it.',
    `## Connecting

Agents connect by WebSocket to \`/agents\` of the hub's one port, tools by HTTP to \`/api/...\`. Both send
\`Authorization: Bearer qd_...\`; a wrong token is refused with 401 before anything else is read. A token is shown once, when it is made;
the hub keeps only its SHA-256. Requests from web pages (an Origin header on anything but reading) are refused, and on loopback the
Host must be the hub's own. Frames are text, one JSON object each, in version ${hubProtocol} of this protocol.

An agent's frames carry a number \`n\`, counting from 1 without gaps on each connection. **Every frame gets one answer**: \`welcome\`,
\`settled\`, \`refused\` or \`rate-limited\`, which names its number. What was refused changed nothing. A message about an attempt counts only
while the task is held by that agent in that generation.

An agent has one sidecar. A second connection with the same token is refused with \`agent.already-connected\` while the first one is
alive; once the first has sent nothing for two heartbeats it is taken for broken and gives way, with reason \`replaced\`.`,
    section(
      'Frames of an agent',
      AgentFrame.options.map((frame) => ({
        name: frame.shape.t.value,
        words: agentFrameDescriptions[frame.shape.t.value],
        fields: fieldsOf(frame, ['t', 'n']),
      })),
    ),
    section(
      'Frames of the hub',
      HubFrame.options.map((frame) => ({
        name: frame.shape.t.value,
        words: hubFrameDescriptions[frame.shape.t.value],
        fields: fieldsOf(frame, ['t']),
      })),
    ),
    `## Refusals

${table(
  ['code of `refused`', 'means', 'violation', 'then'],
  refusedCodes.map(({ code, means, violation, next }) => [
    `\`${code}\``,
    means,
    violation ? 'yes' : 'no',
    next,
  ]),
)}

${table(
  ['code of `bye`', 'means', 'then'],
  byeCodes.map(({ code, means, next }) => [`\`${code}\``, means, next]),
)}

${hubLimits.violations} violations within a minute end the connection; the client then has to stay away for ${cooldowns.map((pause) => `${pause / 1000} s`).join(', then ')}, and is
refused with 429 and Retry-After until then. An hour without being cut off starts over.`,
    `## Limits

${table(
  ['what', 'limit'],
  [
    ['bytes of a frame', `${hubLimits.frameBytes}`],
    ['bytes waiting for an agent that reads too slowly', `${hubLimits.bufferedBytes}`],
    ['lines of an `output` frame', `${hubLimits.outputLines}`],
    ['characters of a line', `${hubLimits.lineCharacters}`],
    ['lines and bytes kept of an attempt', `${hubLimits.transcriptLines} and ${hubLimits.transcriptBytes}`],
    ['time to say hello', `${hubLimits.helloMs / 1000} s`],
    ['light frames or requests a minute', `${defaultRateLimits.light}`],
    ['normal frames or requests a minute', `${defaultRateLimits.normal}`],
    ['heavy frames or requests a minute', `${defaultRateLimits.heavy}`],
  ],
)}

Light are \`heartbeat\`, \`progress\` and \`output\`; normal \`accept\`, \`decline\`, \`blocked\`, \`unblocked\` and \`verified\`; heavy is \`hello\`.
\`complete\` and \`fail\` count as normal but are never turned away, because a result must not get lost. Who asks for more waits 1 s, then
2, 5, 10 and 30 s; a quiet minute starts over. An admin token may set other limits for one token or for all.`,
    `## HTTP

${table(
  ['request', 'token', 'tier', 'what it does', 'schema'],
  Object.entries(httpApi).map(([name, entry]) => [
    `\`${entry.method} ${entry.path}\``,
    entry.scope === 'open' ? 'none' : entry.scope,
    entry.tier,
    entry.about,
    `[${name}](http-${name}.schema.json)`,
  ]),
)}

A refusal has the form \`{ "error": { "code", "message", "fields"?, "retryAfterMs"? } }\`.

${table(
  ['status', 'code', 'means'],
  httpCodes.map(({ status, code, means }) => [`${status}`, `\`${code}\``, means]),
)}`,
    `## Gates

Beside the protocol of agents: what a run of a gate says ([\`gate-report\`](gate-report.schema.json), written as \`release_readiness_gate_report.json\`), and
how a gate is written ([\`gate-document\`](gate-document.schema.json), as YAML).`,
  ].join('\n\n')}\n`;
}

interface FrameDescription {
  readonly name: string;
  readonly words: string;
  readonly fields: string;
}

function section(title: string, frames: readonly FrameDescription[]): string {
  const file = title.endsWith('hub') ? 'hub' : 'agent';
  const rows = frames.map(({ name, words, fields }) => [
    `[\`${name}\`](${file}-${name}.schema.json)`,
    words,
    fields,
  ]);
  return `## ${title}\n\n${table(['frame', 'what it says', 'fields'], rows)}`;
}

function fieldsOf(
  frame: { readonly shape: Readonly<Record<string, z.ZodType>> },
  without: readonly string[],
): string {
  const fields = Object.entries(frame.shape).filter(([name]) => !without.includes(name));
  return fields.map(([name, type]) => `\`${name}\`${nullable(type) ? ' or null' : ''}`).join(', ');
}

const nullable = (type: z.ZodType): boolean => type.safeParse(null).success;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
