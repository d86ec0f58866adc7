import { z } from 'zod';
import { IN_TOTO_PAYLOAD, type Statement } from '../../core/domain/readiness/lineage/in-toto.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { keyChecks } from '../secrets/ed25519.ts';

const Envelope = z.strictObject({
  payload: z.string(),
  payloadType: z.string(),
  signatures: z.tuple([z.strictObject({ keyid: z.string(), sig: z.string() })]),
});

/** What a DSSE signature covers: type and payload, each with its length, so that neither can pass for a part of the other. */
function preAuthEncoding(payload: string): string {
  return `DSSEv1 ${IN_TOTO_PAYLOAD.length} ${IN_TOTO_PAYLOAD} ${Buffer.byteLength(payload)} ${payload}`;
}

const payloadOf = ({ subject, ...rest }: Statement): string =>
  canonicalJson({ ...rest, subject: subject.map(({ name, digest }) => ({ name, digest })) });

export interface EnvelopeKey {
  /** Its fingerprint. */
  readonly keyid: string;
  readonly sign: (text: string) => string;
}

/** A statement in a DSSE envelope, as canonical JSON. */
export function signedStatement(statement: Statement, { keyid, sign }: EnvelopeKey): string {
  const payload = payloadOf(statement);
  return envelopeText(payload, { keyid, sig: sign(preAuthEncoding(payload)) });
}

/** Whether a text is just this statement in an envelope signed with this key, down to the last byte. */
export function isSignedStatement(
  text: string,
  statement: Statement,
  key: { readonly keyid: string; readonly publicKey: string },
): boolean {
  const envelope = Envelope.safeParse(parseJson(text));
  if (!envelope.success) return false;
  const payload = payloadOf(statement);
  const { sig } = envelope.data.signatures[0];
  return (
    text === envelopeText(payload, { keyid: key.keyid, sig }) &&
    keyChecks.verify(key.publicKey, preAuthEncoding(payload), sig)
  );
}

function envelopeText(payload: string, signature: { keyid: string; sig: string }): string {
  return canonicalJson({
    payload: Buffer.from(payload).toString('base64'),
    payloadType: IN_TOTO_PAYLOAD,
    signatures: [signature],
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
