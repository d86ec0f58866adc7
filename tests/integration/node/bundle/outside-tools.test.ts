import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createValidator } from '@scalar/json-schema-validator';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, Verifier } from '@sigstore/verify';
import { describe, expect, it } from 'vitest';
import { MEMBERS } from '../../../../core/domain/readiness/bundle/member-path.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { JON, MIRA, madeBundle } from './made-bundle.ts';
import { unpacked } from './unpacked-bundle.ts';

interface Envelope {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

async function envelopeOf(member: string): Promise<Envelope> {
  return JSON.parse(readFileSync(join(unpacked(await madeBundle(tempFolder())), member), 'utf8'));
}

/** Sigstore's verifier, without its transparency logs: what is left is the envelope, the key and the signature. */
function verifies(envelope: Envelope, publicKey: string): boolean {
  const bundle = bundleFromJSON({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: envelope.signatures[0]?.keyid }, tlogEntries: [] },
    dsseEnvelope: envelope,
  });
  const none = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
  const trusted = { publicKey: createPublicKey(publicKey), validFor: () => true };
  const verifier = new Verifier(
    { ...none, publicKey: () => trusted },
    { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
  );
  try {
    verifier.verify(toSignedEntity(bundle));
    return true;
  } catch {
    return false;
  }
}

const digests = {
  type: 'object',
  minProperties: 1,
  additionalProperties: { type: 'string', pattern: '^[0-9a-f]+$' },
};
/** As https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md describes a statement and what it is about. */
const STATEMENT = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['_type', 'subject', 'predicateType'],
  additionalProperties: false,
  properties: {
    _type: { const: 'https://in-toto.io/Statement/v1' },
    subject: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['digest'],
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          uri: { type: 'string' },
          digest: digests,
          content: { type: 'string' },
          downloadLocation: { type: 'string' },
          mediaType: { type: 'string' },
          annotations: { type: 'object' },
        },
      },
    },
    predicateType: { type: 'string', pattern: '^[a-z][a-z0-9+.-]*:.+' },
    predicate: { type: 'object' },
  },
};

describe.each([MEMBERS.signature, MEMBERS.lineageSigned])('%s', (member) => {
  it('is a DSSE envelope that a verifier of others accepts, with the right key alone', async () => {
    const envelope = await envelopeOf(member);
    expect(envelope.signatures[0]?.keyid).toBe(MIRA.fingerprint.replaceAll(' ', ''));
    expect(verifies(envelope, MIRA.publicKey)).toBe(true);
    expect(verifies(envelope, JON.publicKey)).toBe(false);
    const payload = Buffer.from(envelope.payload, 'base64').toString().replace('v1', 'v2');
    expect(verifies({ ...envelope, payload: Buffer.from(payload).toString('base64') }, MIRA.publicKey)).toBe(
      false,
    );
    expect(verifies({ ...envelope, payloadType: 'application/json' }, MIRA.publicKey)).toBe(false);
  });

  it('is an in-toto statement, and names what it is about by digest', async () => {
    const { payload, payloadType } = await envelopeOf(member);
    expect(payloadType).toBe('application/vnd.in-toto+json');
    const statement: unknown = JSON.parse(Buffer.from(payload, 'base64').toString());
    const judge = createValidator(STATEMENT);
    expect(judge(statement)).toMatchObject({ valid: true });
    expect(judge({ ...Object(statement), subject: [] })).toMatchObject({ valid: false });
  });
});
