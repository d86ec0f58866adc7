import { z } from 'zod';
import { failed, type Judgement, quoted, verified } from '../judgement.ts';
import { parseJson } from './parse-json.ts';

/** in-toto: what was made, by digest, and what is said of it. SLSA provenance is one of those. */
const Statement = z.object({
  _type: z.enum(['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1']),
  subject: z
    .array(z.object({ name: z.string().optional(), digest: z.record(z.string(), z.string()).optional() }))
    .min(1),
  predicateType: z.string(),
  /** These two tell how a verification, and how tests came out; other predicates may hold anything. */
  predicate: z
    .object({ verificationResult: z.unknown(), result: z.unknown() })
    .partial()
    .nullish()
    .catch(null),
});
type Statement = z.output<typeof Statement>;

const Envelope = z.object({
  payloadType: z.literal('application/vnd.in-toto+json'),
  payload: z.string().regex(/^[A-Za-z0-9+/_=-]*$/u),
  signatures: z.array(z.object({})).min(1),
});
const Bundle = z.object({ dsseEnvelope: Envelope });

/** In one file, each in a line; more is no attestation of one build. */
const MOST_LINES = 1000;

/** Whether one of the statements in a text is about a file with this SHA-256. Signatures are not checked, and that is said. */
export function judgeStatement(name: string, text: string, subject: string, digest: string): Judgement {
  const statements = statementsIn(text);
  if (statements.length === 0)
    return failed(`${name} holds no in-toto statement, plain, in a DSSE envelope or in a Sigstore bundle.`);
  const file = quoted(subject);
  const fitting = statements.filter(({ statement }) =>
    statement.subject.some((one) => one.digest?.['sha256']?.toLowerCase() === digest),
  );
  const [about] = fitting;
  if (about === undefined) {
    const named = statements
      .flatMap(({ statement }) => statement.subject)
      .filter((one) => isCalled(one.name, subject));
    if (named.some((one) => one.digest?.['sha256'] !== undefined))
      return failed(`${name} is about ${file} with another SHA-256: the file has ${digest}.`);
    return failed(
      named.length > 0
        ? `${name} is about ${file} and tells no SHA-256 of it, by which it could be verified.`
        : `${name} is not about ${file}: none of its subjects has the SHA-256 ${digest}.`,
    );
  }
  const bad = fitting.find(({ statement }) => saysFailed(statement));
  if (bad !== undefined)
    return failed(`${name} is about ${file}, and ${quoted(bad.statement.predicateType)} says of it: FAILED.`);
  const signed = about.isSigned ? 'Its signature was not checked.' : 'It is not signed.';
  return verified(
    `${name} is about ${file} by its SHA-256, and says ${quoted(about.statement.predicateType)} of it. ${signed}`,
  );
}

function saysFailed({ predicate }: Statement): boolean {
  return [predicate?.verificationResult, predicate?.result].some(
    (said) => typeof said === 'string' && said.toUpperCase() === 'FAILED',
  );
}

/** By its path, or by its name alone. */
function isCalled(name: string | undefined, subject: string): boolean {
  return name !== undefined && (name === subject || subject.endsWith(`/${name}`));
}

interface Held {
  readonly statement: Statement;
  readonly isSigned: boolean;
}

function statementsIn(text: string): readonly Held[] {
  const whole = parseJson(text);
  if (whole.ok) return held(whole.value);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > MOST_LINES) return [];
  return lines.flatMap((line) => {
    const one = parseJson(line);
    return one.ok ? held(one.value) : [];
  });
}

function held(value: unknown): readonly Held[] {
  const plain = Statement.safeParse(value);
  if (plain.success) return [{ statement: plain.data, isSigned: false }];
  const envelope = z.union([Envelope, Bundle.transform(({ dsseEnvelope }) => dsseEnvelope)]).safeParse(value);
  if (!envelope.success) return [];
  const payload = parseJson(Buffer.from(envelope.data.payload, 'base64').toString());
  const statement = payload.ok ? Statement.safeParse(payload.value) : null;
  return statement?.success === true ? [{ statement: statement.data, isSigned: true }] : [];
}
