import type { OutputOf } from '../../../../core/contract/index.ts';
import type { WireClient } from '../../../../core/contract/transport/client.ts';
import { counted } from '../../../../core/domain/trackers/read/counted.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { type CommandContext, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { resolveItem } from './evidence-items.ts';
import { readText } from './gate-files.ts';

const MOST_BYTES = 4_000_000;

export interface ImportOptions {
  readonly item?: string;
  readonly tracker?: string;
  readonly profile?: string;
  readonly gate?: string;
  readonly owner?: string;
  readonly rollback?: string;
}

type Outside = OutputOf<'gates.readOutside'>;
type OfKind<Kind extends Outside['kind']> = Extract<Outside, { kind: Kind }>;

interface Taken {
  readonly lines: readonly string[];
  readonly code: ExitCode;
  readonly value?: unknown;
}

export function importOutside(
  context: CommandContext,
  file: string,
  options: ImportOptions,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const text = readText(context, file, MOST_BYTES);
    if (!text.ok) return text;
    const said = await client.call('gates.readOutside', { text: text.value });
    if (!said.ok) return said;
    const taken = await take(context, client, file, said.value, options);
    if (!taken.ok) return taken;
    const { lines, code, value } = taken.value;
    context.out.result(value ?? said.value, lines);
    return ok(code);
  });
}

function take(
  context: CommandContext,
  client: WireClient,
  file: string,
  said: Outside,
  options: ImportOptions,
): Promise<Result<Taken>> | Result<Taken> {
  switch (said.kind) {
    case 'gate-report':
    case 'lineage':
      return asEvidence(context, client, file, said, options);
    case 'policy':
      return asGate(client, said, options);
    case 'exceptions':
      return asExceptions(client, said, options);
  }
}

/** Only what says yes is proof of anything. */
async function asEvidence(
  context: CommandContext,
  client: WireClient,
  file: string,
  said: OfKind<'gate-report'> | OfKind<'lineage'>,
  { item, tracker }: ImportOptions,
): Promise<Result<Taken>> {
  const isGood = said.kind === 'lineage' ? said.complete : said.decision === 'go';
  const says =
    said.kind === 'lineage'
      ? `lineage of ${counted(said.nodes, 'nodes')}, ${said.complete ? 'complete' : 'not complete'}`
      : `release gate: ${said.decision}, ${said.failed.length} of ${counted(said.total, 'checks')} failed`;
  const bad =
    said.kind === 'lineage'
      ? said.missing.map((edge) => `missing: ${edge}`)
      : said.failed.map(({ check_id, severity, detail }) => `failed: ${check_id} (${severity}): ${detail}`);
  const code = isGood ? exitCodes.ok : exitCodes.refused;
  if (item === undefined) return ok({ lines: [says, ...bad], code });
  if (!isGood)
    return fail('gate.outside-no-proof', `${says}. It proves nothing, so it was not added: ${bad[0] ?? ''}`);
  const itemId = await resolveItem(context, client, tracker ?? null, item);
  if (!itemId.ok) return itemId;
  const added = await client.call('evidence.add', {
    itemId: itemId.value,
    locator: { type: 'artifact', file: absolutePath(file, context.cwd) },
    folder: null,
    note: says,
  });
  return added.ok
    ? ok({ lines: [added.value.summary, says, added.value.evidenceId], code, value: added.value })
    : added;
}

async function asGate(
  client: WireClient,
  { profiles }: OfKind<'policy'>,
  { profile }: ImportOptions,
): Promise<Result<Taken>> {
  if (profile === undefined)
    return ok({
      lines: profiles.flatMap((one) => [`# ${one.profile}`, ...one.text.trimEnd().split('\n'), '']),
      code: exitCodes.ok,
    });
  const found = profiles.find((one) => one.profile === profile);
  if (found === undefined) {
    const known = profiles.map((one) => one.profile).join(', ');
    return fail(
      'gate.no-profile',
      `The policy has no profile "${profile}"; it has ${known}. Nothing was kept.`,
    );
  }
  const saved = await client.call('gates.save', { text: found.text });
  return saved.ok ? ok({ lines: [saved.value.summary], code: exitCodes.ok, value: saved.value }) : saved;
}

/** Whoever imports them approves them: a name in a file is nobody's signature. */
async function asExceptions(
  client: WireClient,
  { entries }: OfKind<'exceptions'>,
  { gate, owner, rollback }: ImportOptions,
): Promise<Result<Taken>> {
  const told = (entry: (typeof entries)[number], what: string) => `${entry.check_id || '(no name)'}: ${what}`;
  if (gate === undefined || owner === undefined || rollback === undefined) {
    const lines = entries.map((one) =>
      told(one, one.problem ?? `${one.reason} (approved by ${one.approvedBy})`),
    );
    return ok({
      lines: [...lines, 'Nothing was added: name --gate, --owner and --rollback to approve them.'],
      code: exitCodes.ok,
    });
  }
  const lines: string[] = [];
  const added: unknown[] = [];
  for (const entry of entries) {
    if (entry.problem !== null || entry.expiresAt === null) {
      lines.push(told(entry, entry.problem ?? ''));
      continue;
    }
    const answer = await client.call('exceptions.add', {
      gate,
      criterion: entry.check_id,
      item: null,
      owner,
      rollback,
      reason: `${entry.reason} (approved by ${entry.approvedBy}, by the record it comes from)`,
      expiresAt: entry.expiresAt,
    });
    lines.push(told(entry, answer.ok ? answer.value.summary : answer.error.message));
    if (answer.ok) added.push(answer.value);
  }
  const isWhole = added.length === entries.length;
  return ok({ lines, code: isWhole ? exitCodes.ok : exitCodes.refused, value: { entries, added } });
}
