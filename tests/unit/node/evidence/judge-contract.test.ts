import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { judgeText } from '../../../../node/evidence/texts/judge-text.ts';

const judge = (text: string, pointer = '') =>
  judgeText({ type: 'contract', name: 'api.yaml', bytes: new TextEncoder().encode(text), pointer });

/** The smallest of its kind, with what is added. */
function openApi(more: object = {}, version = '3.1.0'): Record<string, unknown> {
  const schema = { $ref: '#/components/schemas/Invoice' };
  const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
  return {
    openapi: version,
    info: { title: 'Billing', version: '1.0' },
    paths: { '/invoices/{id}': { get: { responses } }, '/a~b': {} },
    components: {
      schemas: {
        Invoice: { allOf: [{ $ref: '#/components/schemas/Base' }], properties: { lines: { type: 'array' } } },
        Base: { type: 'object', properties: { id: { type: 'string' } } },
      },
    },
    ...more,
  };
}

const asyncApi2 = (version = '2.6.0') => ({
  asyncapi: version,
  info: { title: 'Events', version: '1.0' },
  channels: { 'order/placed': { subscribe: { message: { payload: { type: 'object' } } } } },
});

const asyncApi3 = (version = '3.0.0') => ({
  asyncapi: version,
  info: { title: 'Events', version: '1.0' },
  channels: { placed: { address: 'order/placed', messages: { placed: { payload: { type: 'object' } } } } },
  operations: { send: { action: 'send', channel: { $ref: '#/channels/placed' } } },
});

describe('a contract', () => {
  it.each(['3.0.4', '3.1.1', '3.2.0'])('is verified as OpenAPI %s, in YAML and JSON', async (version) => {
    for (const text of [stringify(openApi({}, version)), JSON.stringify(openApi({}, version), null, 2)]) {
      expect(await judge(text, '/paths/~1invoices~1{id}/get')).toEqual({
        result: 'verified',
        says: `api.yaml is a valid OpenAPI ${version} document and has /paths/~1invoices~1{id}/get.`,
      });
    }
  });

  it.each(['2.0.0', '2.6.0', '3.0.0', '3.1.0'])('is verified as AsyncAPI %s', async (version) => {
    const document = version.startsWith('2') ? asyncApi2(version) : asyncApi3(version);
    const pointer = version.startsWith('2')
      ? '/channels/order~1placed/subscribe'
      : '/operations/send/channel/messages';
    expect(await judge(stringify(document), pointer)).toEqual({
      result: 'verified',
      says: `api.yaml is a valid AsyncAPI ${version} document and has ${pointer}.`,
    });
  });

  it('has what a pointer leads to through its references', async () => {
    const text = stringify(openApi());
    const schema = '/paths/~1invoices~1{id}/get/responses/200/content/application~1json/schema';
    for (const pointer of [
      '',
      '/paths/~1a~0b',
      schema,
      `${schema}/properties/lines`,
      `${schema}/allOf/0/properties/id`,
    ]) {
      expect(await judge(text, pointer)).toMatchObject({ result: 'verified' });
    }
    for (const pointer of [
      '/paths/~1orders',
      `${schema}/properties/id`,
      `${schema}/allOf/1`,
      `${schema}/allOf/length`,
    ]) {
      expect(await judge(text, pointer)).toEqual({
        result: 'missing',
        says: `api.yaml is a valid OpenAPI 3.1.0 document and has no ${pointer}.`,
      });
    }
    for (const pointer of ['/__proto__', '/constructor', '/paths/hasOwnProperty', '/info/title/length']) {
      expect(await judge(text, pointer)).toMatchObject({ result: 'missing' });
    }
  });

  it('is not followed out of its document: what it refers to there is named', async () => {
    const outside = {
      Money: { $ref: './money.yaml#/Money' },
      Far: { $ref: 'https://example.invalid/far.json' },
    };
    const text = stringify(openApi({ components: { schemas: { Invoice: {}, ...outside } } }));
    expect(await judge(text, '/info')).toEqual({
      result: 'verified',
      says: 'api.yaml is a valid OpenAPI 3.1.0 document and has /info. References out of it were not followed: https://example.invalid/far.json, ./money.yaml#/Money.',
    });
    expect(await judge(text, '/components/schemas/Money/properties')).toEqual({
      result: 'failed',
      says: 'In api.yaml, /components/schemas/Money/properties leads to ./money.yaml#/Money, outside the document, which was not followed.',
    });
  });

  it('fails where a reference within it leads nowhere, and goes in no circle', async () => {
    const broken = openApi({ components: { schemas: { Invoice: { $ref: '#/components/schemas/Gone' } } } });
    expect(await judge(stringify(broken))).toEqual({
      result: 'failed',
      says: 'api.yaml refers to #/components/schemas/Gone, which is not in it.',
    });
    const circle = {
      Invoice: { $ref: '#/components/schemas/Base' },
      Base: { $ref: '#/components/schemas/Invoice' },
    };
    const round = stringify(openApi({ components: { schemas: circle } }));
    expect(await judge(round, '/components/schemas/Base')).toMatchObject({ result: 'verified' });
    expect(await judge(round, '/components/schemas/Base/type')).toMatchObject({ result: 'missing' });
    expect(
      await judge(stringify(openApi({ components: { schemas: { Invoice: { $ref: '#/%' } } } }))),
    ).toMatchObject({
      result: 'failed',
    });
  });

  it('may have anchors, a base of its own, and references as examples', async () => {
    const schemas = {
      Invoice: { $defs: { line: { $anchor: 'line' } }, items: { $ref: '#line' } },
      Own: { $id: 'https://example.invalid/own', $defs: { a: {} }, not: { $ref: '#/$defs/a' } },
      Shown: { type: 'object', example: { $ref: '#/nowhere' }, properties: { default: { $ref: '#/info' } } },
    };
    expect(await judge(stringify(openApi({ components: { schemas } })))).toMatchObject({
      result: 'verified',
    });
    const wrong = { ...schemas, Shown: { properties: { default: { $ref: '#/nowhere' } } } };
    expect(await judge(stringify(openApi({ components: { schemas: wrong } })))).toMatchObject({
      result: 'failed',
    });
  });

  it('fails with the first thing that its specification does not allow', async () => {
    const says = async (document: object) => (await judge(stringify(document))).says;
    expect(await says(openApi({ info: { title: 'Billing' } }))).toBe(
      "api.yaml is no valid OpenAPI 3.1.0 document: at /info: must have required property 'version'.",
    );
    expect(await says({ ...asyncApi2(), channles: {} })).toBe(
      'api.yaml is no valid AsyncAPI 2.6.0 document: Property channles is not expected to be here.',
    );
    expect(await says(asyncApi2('1.2.0'))).toMatch(
      /AsyncAPI 1\.2\.0 document: its version is none of 2\.0\.0, /u,
    );
    expect(await says(openApi({}, '4.0.0'))).toMatch(/OpenAPI 4\.0\.0 document: Can't find supported/u);
    expect(await says({ swagger: '2.0', info: {}, paths: {} })).toMatch(/names no version of either/u);
    expect(await says([])).toMatch(/no OpenAPI or AsyncAPI document/u);
  });

  it('fails where it is neither JSON nor YAML, with the line', async () => {
    const says = async (text: string) => (await judge(text)).says;
    expect(await says('openapi: 3.1.0\ninfo: [\n')).toMatch(/^api\.yaml is neither JSON nor YAML: line \d/u);
    expect(await says('{"openapi": "3.1.0",')).toMatch(/neither JSON nor YAML: line 1/u);
    expect(await says('openapi: 3.1.0\ninfo: {}\ninfo: {}\n')).toBe(
      'api.yaml is neither JSON nor YAML: the key info stands twice.',
    );
    expect(await says('a: 1\n---\nb: 1\n')).toMatch(/neither JSON nor YAML/u);
    expect(await says('')).toMatch(/no OpenAPI or AsyncAPI document/u);
  });

  it('may share its parts by anchors, and is no bomb of them', async () => {
    const shared = `${stringify(openApi())}x-a: &a {b: 1}\nx-all: [${Array.from({ length: 500 }, () => '*a').join(', ')}]\n`;
    expect(await judge(shared, '/x-all/499/b')).toMatchObject({ result: 'verified' });
    const merged = `${stringify(openApi())}x-a: &a {b: 1}\nx-c: {<<: *a, d: 2}\n`;
    expect(await judge(merged, '/x-c/b')).toMatchObject({ result: 'verified' });
    let bomb = `${stringify(openApi())}x-0: &n0 [l, l, l, l, l, l, l, l, l]\n`;
    for (let level = 1; level < 12; level += 1) {
      bomb += `x-${level}: &n${level} [${Array.from({ length: 9 }, () => `*n${level - 1}`).join(', ')}]\n`;
    }
    expect(await judge(bomb)).toEqual({
      result: 'failed',
      says: 'api.yaml could not be read: Excessive alias count indicates a resource exhaustion attack.',
    });
    expect(await judge(`${stringify(openApi())}x-a: &a\n  b: *a\n`)).toMatchObject({ result: 'verified' });
  });

  it('nested without end is refused, and its reader lives on', async () => {
    for (const [open, close] of [
      ['{"a":', '}'],
      ['[', ']'],
    ] as const) {
      const deep = `{"openapi":"3.1.0","info":{"title":"a","version":"1"},"paths":{},"x-a":${open.repeat(100_000)}1${close.repeat(100_000)}}`;
      expect(['failed', 'verified']).toContain((await judge(deep)).result);
      expect(await judge(`openapi: 3.1.0\nx-a: ${open.repeat(100_000)}`)).toMatchObject({ result: 'failed' });
    }
  });
});
