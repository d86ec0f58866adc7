import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { actorNameKey } from '../../../../core/domain/actor-name.ts';
import { SignoffPolicy } from '../../../../core/domain/readiness/signoff/policy.ts';
import { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';

/** Longer than any policy. */
const LONGEST_FILE = 1_000_000;

export function showPolicy(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const shown = await readView(client, 'signoffs.policy', {});
    if (!shown.ok) return shown;
    const [row] = shown.value.rows;
    if (row === undefined) return fail('contract.closed', 'The engine went away.');
    const nameOf = (id: string) => row.actors.find((actor) => actor.id === id)?.name ?? id;
    const named = {
      ...row.policy,
      roles: row.policy.roles.map((role) => ({ ...role, holders: role.holders.map(nameOf) })),
    };
    context.out.result(row, JSON.stringify(named, null, 2).split('\n'));
    return done;
  });
}

export function setPolicy(context: CommandContext, file: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const shown = await readView(client, 'signoffs.policy', {});
    if (!shown.ok) return shown;
    const read = await policyIn(absolutePath(file, context.cwd), shown.value.rows[0]?.actors ?? []);
    if (!read.ok) return read;
    const answer = await client.call('signoffs.setPolicy', { policy: read.value });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}

const WithNames = z.looseObject({
  roles: z.array(z.looseObject({ holders: z.array(z.string()).default([]) })),
});

async function policyIn(
  path: string,
  actors: readonly { readonly id: string; readonly name: string; readonly revoked: boolean }[],
): Promise<Result<SignoffPolicy>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null)
    return fail('file.missing', `${path} can't be read. The policy was left as it is.`, { path });
  const invalid = (says: string) =>
    fail('signoff.policy-invalid', `${path}: ${says} The policy was left as it is.`, { path });
  if (text.length > LONGEST_FILE) return invalid('it is too long.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return invalid(`it is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const named = WithNames.safeParse(json);
  const unknown = named.data?.roles
    .flatMap(({ holders }) => holders)
    .find((name) => !ActorId.safeParse(idOf(name, actors)).success);
  if (unknown !== undefined) return invalid(`nobody here is called "${unknown}".`);
  const withIds = named.success
    ? {
        ...named.data,
        roles: named.data.roles.map((role) => ({
          ...role,
          holders: role.holders.map((name) => idOf(name, actors)),
        })),
      }
    : json;
  const policy = SignoffPolicy.safeParse(withIds);
  if (policy.success) return ok(policy.data);
  const [issue] = policy.error.issues;
  return invalid(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it has another form'}.`);
}

function idOf(
  name: string,
  actors: readonly { readonly id: string; readonly name: string; readonly revoked: boolean }[],
): string {
  const wanted = actorNameKey(name);
  const fits = actors.filter((actor) => actor.id === name || actorNameKey(actor.name) === wanted);
  return (fits.find(({ revoked }) => !revoked) ?? fits[0])?.id ?? name;
}
