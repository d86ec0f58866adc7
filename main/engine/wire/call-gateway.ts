import { z } from 'zod';
import {
  type CallName,
  contract,
  type EntryName,
  isCallName,
  isEntryName,
  type ParsedInputOf,
  type ViewName,
} from '../../../core/contract/index.ts';
import type { WireRow } from '../../../core/contract/transport/wire.ts';
import type { Entropy } from '../../../core/kernel/clock.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { Log } from '../../../node/log/log.ts';
import type { ActorSession, CallContext, CallHandlers, Handlers, ViewHandlers } from '../handlers.ts';
import type { Topic } from '../topics.ts';

export interface CallGatewayOptions {
  /** The engine's handlers; a test may bring only those it needs. */
  readonly handlers: {
    readonly calls: Partial<CallHandlers>;
    readonly views: Partial<ViewHandlers>;
    readonly failureOf?: Handlers['failureOf'];
  };
  readonly log: Log;
  readonly entropy: Entropy;
  /** Check outputs against the contract too (tests). */
  readonly verify: boolean;
}

export interface WireViewAnswer {
  readonly rows: readonly WireRow[];
  readonly extra: unknown;
}

/** A view whose input was accepted. */
export interface AcceptedView {
  readonly topics: readonly Topic[];
  read(): Promise<Result<WireViewAnswer>>;
}

/**
 * Every request from outside passes through here: input is validated, output enveloped, and no stack trace leaves.
 */
export interface CallGateway {
  call(name: string, input: unknown, context: CallContext): Promise<Result<unknown>>;
  view(name: string, input: unknown, session?: ActorSession): Result<AcceptedView>;
}

export function createCallGateway(options: CallGatewayOptions): CallGateway {
  const { handlers, log, entropy, verify } = options;

  const broke = (name: string, cause: unknown): Result<never> => {
    const known = handlers.failureOf?.(cause) ?? null;
    if (known !== null) {
      log.warn(known.message, { ...known.facts, entry: name });
      return { ok: false, error: known };
    }
    const id = Buffer.from(entropy.bytes(4)).toString('hex');
    log.error('a handler broke', cause, { entry: name, bug: id });
    const message = `Something broke inside Quarterdeck while doing ${name} (bug ${id}). What was saved before is safe; the log has the details.`;
    return fail('contract.bug', message, { id, name });
  };

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the handler to its own input
  const runCall = async <Name extends CallName>(
    name: Name,
    input: unknown,
    context: CallContext,
  ): Promise<Result<unknown>> => {
    const handler = handlers.calls[name];
    if (handler === undefined) return unknownEntry(name);
    const parsed = parseInput(name, input);
    if (!parsed.ok) return parsed;
    try {
      const answer = await handler(parsed.value, context);
      if (verify && answer.ok) z.parse(contract[name].output, answer.value);
      if (verify && !answer.ok) assertListed(name, answer.error.code);
      return answer;
    } catch (error) {
      return broke(name, error);
    }
  };

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the handler to its own input
  const acceptView = <Name extends ViewName>(
    name: Name,
    input: unknown,
    session: ActorSession | undefined,
  ): Result<AcceptedView> => {
    const handler = handlers.views[name];
    if (handler === undefined) return unknownEntry(name);
    const parsed = parseInput(name, input);
    if (!parsed.ok) return parsed;
    const read = async (): Promise<Result<WireViewAnswer>> => {
      try {
        const { rows, extra } = await handler.read(parsed.value, session);
        if (new Set(rows.map((row) => row.id)).size !== rows.length) throw new Error('two rows with one id');
        if (verify) {
          z.array(contract[name].row).parse(rows);
          z.parse(contract[name].extra, extra);
        }
        return ok({ rows, extra });
      } catch (error) {
        return broke(name, error);
      }
    };
    try {
      return ok({ topics: handler.topics(parsed.value), read });
    } catch (error) {
      return broke(name, error);
    }
  };

  return {
    call: async (name, input, context) => {
      if (isCallName(name)) return runCall(name, input, context);
      return unknownEntry(name);
    },
    view: (name, input, session) =>
      isViewName(name) ? acceptView(name, input, session) : unknownEntry(name),
  };
}

/** Reading only: may be given up at any moment. */
export function isQuery(name: string): boolean {
  return isEntryName(name) && contract[name].kind === 'query';
}

function isViewName(name: string): name is ViewName {
  return isEntryName(name) && contract[name].kind === 'view';
}

function unknownEntry(name: string) {
  return fail(
    'contract.unknown',
    `There is no ${JSON.stringify(name.slice(0, 100))} in this version of Quarterdeck.`,
    {
      name: name.slice(0, 100),
    },
  );
}

/** Asked only of what the entry's own schema returned: an input is an object, a failed parse gives nothing. */
function isInputOf<Name extends EntryName>(_name: Name, parsed: unknown): parsed is ParsedInputOf<Name> {
  return parsed !== undefined;
}

function parseInput<Name extends EntryName>(
  name: Name,
  input: unknown,
): Result<ParsedInputOf<Name>, 'contract.invalid'> {
  const parsed = z.safeParse(contract[name].input, input);
  if (isInputOf(name, parsed.data)) return ok(parsed.data);
  const first = parsed.error?.issues[0];
  const path = (first?.path ?? []).map(String).join('.');
  const problem = first?.message ?? 'not understood';
  const where = path === '' ? 'the input' : `"${path}"`;
  return fail('contract.invalid', `${name}: ${where} is not right: ${problem}. Nothing was changed.`, {
    name,
    path,
    problem,
  });
}

/** A failure code the contract doesn't list would reach a screen that has no message for it. */
function assertListed(name: CallName, code: string): void {
  const listed: readonly string[] = contract[name].errors;
  if (code.startsWith('db.')) return;
  if (!listed.includes(code)) throw new Error(`${name} answered the undeclared code ${code}`);
}
