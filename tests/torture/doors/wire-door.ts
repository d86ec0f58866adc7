import { WebSocket } from 'ws';
import { z } from 'zod';
import { contract } from '../../../core/contract/index.ts';
import { wireVersion } from '../../../core/contract/transport/wire.ts';
import { type DoorsWorld, firstOf } from './doors-world.ts';
import { mutatedText, mutatedValue } from './mutate-message.ts';
import { createKnown, type Random, validFor } from './valid-input.ts';

/** Asks git, in a process of its own, for every file that is named. */
const ASKS_GIT: ReadonlySet<string> = new Set([
  'trackers.create',
  'trackers.exportTo',
  'trackers.import',
  'trackers.preview',
  'trackers.relink',
  'trackers.relinkPreview',
]);
/** Reads a whole log, or writes a whole workspace: asked now and then, and given the time. */
const HEAVY: ReadonlySet<string> = new Set([
  'workspace.copy',
  'workspace.loadSample',
  'workspace.removeSample',
  'workspace.diagnostics',
  'hub.setListen',
  'hub.setFleet',
  'hub.setLimits',
  'agents.remove',
  'endpoints.check',
  'trackers.upToDate',
  'actors.add',
  'actors.unlock',
]);
/** After one of these nobody could give orders any more: only ever asked about somebody nobody knows. */
const FATAL: ReadonlySet<string> = new Set(['actors.revoke', 'devices.revoke']);
/** Judged at the end of a round. */
const LEFT_OUT: ReadonlySet<string> = new Set(['workspace.rebuild']);

const entries = Object.entries(contract)
  .filter(([name]) => !LEFT_OUT.has(name))
  .map(([name, entry]) => ({
    name,
    kind: entry.kind,
    schema: z.toJSONSchema(entry.input, { io: 'input', unrepresentable: 'any' }),
  }));
const Heard = z.looseObject({
  t: z.string(),
  id: z.number().optional(),
  result: z.looseObject({ ok: z.boolean(), error: z.object({ code: z.string() }).optional() }).optional(),
  error: z.object({ code: z.string() }).optional(),
});
const Call = z.object({ t: z.literal('call'), id: z.int().nonnegative(), name: z.string() });

/** The contract's door in a browser: so many messages, most of them wrong, over connections that are made anew when one ends. */
export async function knockAtWire(
  { web, known, complain, count: counted, answered }: DoorsWorld,
  count: number,
  random: Random,
): Promise<void> {
  const origin = `http://127.0.0.1:${web.port}`;
  const nobody = createKnown(known.folder, known.paths);
  let socket: WebSocket | null = null;
  let id = 0;
  let last = '{}';
  let waiting = new Map<number, string>();
  let wake = (): void => {};

  const hear = (text: string): void => {
    known.hear(text);
    const heard = Heard.parse(JSON.parse(text));
    const code = heard.result?.error?.code ?? heard.error?.code ?? '';
    const asked = heard.id === undefined ? undefined : waiting.get(heard.id);
    if (heard.t === 'answer' || code !== '') counted(`wire ${code === '' ? 'done' : code}`);
    if (code === 'contract.bug') complain(`${asked ?? heard.t}: ${text.slice(0, 300)}`);
    if (heard.t === 'answer' || heard.t === 'pong') waiting.delete(heard.id ?? -1);
    wake();
  };
  const dial = async (): Promise<WebSocket> => {
    const one = new WebSocket(`${origin.replace('http', 'ws')}/live`, {
      headers: { cookie: web.cookie, origin },
    });
    one.on('message', (data: Buffer) => hear(data.toString('utf8')));
    one.on('error', () => {});
    one.on('close', () => {
      if (socket === one) socket = null;
      wake();
    });
    waiting = new Map();
    await answered(firstOf(one, 'open', 'close'), 'a handshake of the screen');
    if (one.readyState !== one.OPEN) complain('a screen with its pass was not let in');
    const hello = { t: 'hello', version: wireVersion, workspace: null, as: null };
    one.send(random.below(20) === 0 ? mutatedText(hello, last, known, random) : JSON.stringify(hello));
    return one;
  };
  const frame = (): unknown => {
    id += 1;
    const entry = entries[random.below(entries.length)];
    if (entry === undefined) return null;
    const { name, kind, schema } = entry;
    const rare = HEAVY.has(name) && random.below(60) > 0;
    const pool = FATAL.has(name) ? nobody : known;
    const right = rare ? null : validFor(schema, pool, random);
    const input = random.below(2) === 0 ? right : mutatedValue(right, pool, random);
    if (kind === 'view') return { t: 'watch', id, name, input };
    return { t: 'call', id, name, input };
  };
  const small = (): unknown =>
    random.pick([
      { t: 'unwatch', id: random.below(id + 1) },
      { t: 'cancel', id: random.below(id + 1) },
      { t: 'ack', id: random.below(id + 1), seq: random.below(5) },
      { t: 'ping', id: 1e9 + random.below(1e6) },
    ]);

  for (let sent = 0; sent < count; ) {
    socket ??= await dial();
    const one: WebSocket = socket;
    const names: string[] = [];
    for (let burst = 1 + random.below(6); burst > 0 && sent < count; burst -= 1, sent += 1) {
      const wanted = random.below(5) === 0 ? small() : frame();
      const text = random.below(12) === 0 ? mutatedText(wanted, last, known, random) : JSON.stringify(wanted);
      const call = Call.safeParse(parsed(text));
      if (call.success) waiting.set(call.data.id, call.data.name);
      names.push(call.data?.name ?? text.slice(0, 80));
      last = text;
      if (random.below(60) === 0) one.send(Buffer.from(text), { binary: true });
      else if (random.below(40) === 0) {
        one.send(text.slice(0, 5), { fin: false });
        one.send(text.slice(5));
      } else one.send(text);
    }
    id += 1;
    waiting.set(id, 'ping');
    one.send(JSON.stringify({ t: 'ping', id }));
    const asked = [...waiting.values()];
    const patience = asked.some((name) => HEAVY.has(name))
      ? 15
      : asked.some((name) => ASKS_GIT.has(name))
        ? 5
        : 1;
    const settled = new Promise<void>((resolve) => {
      wake = () => {
        if (waiting.size === 0 || socket !== one) resolve();
      };
      wake();
    });
    if ((await answered(settled, `a screen's ${names.join(', ')}`, patience)) === null) one.terminate();
    if (socket === one)
      for (let view = Math.max(0, id - 8); view <= id; view += 1)
        if (random.below(10) > 0) one.send(JSON.stringify({ t: 'unwatch', id: view }));
  }
  socket?.close();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
