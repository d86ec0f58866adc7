import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';

test('canonical JSON doesn’t depend on the order of keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'ü' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"ü","d":null}]}',
  );
  expect(canonicalJson({ a: true, b: [1, { c: 'ü', d: null }] })).toBe(
    canonicalJson({ b: [1, { d: null, c: 'ü' }], a: true }),
  );
});

/** RFC 8785, section 3.2.2 and 3.2.3: the example, by the bytes that section 3.2.4 gives. */
test('the example of RFC 8785 comes out byte by byte', () => {
  const text = canonicalJson(
    JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`),
  );
  const bytes = `7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a
5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37 5d
2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d`;
  expect(Buffer.from(text, 'utf8').toString('hex')).toBe(bytes.replaceAll(/\s/gu, ''));
});

/** Section 3.2.3: keys are compared as UTF-16 code units. */
test('the keys of RFC 8785’s example are put in its order', () => {
  const text = canonicalJson({
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  });
  expect(Object.values(JSON.parse(text))).toHaveLength(7);
  expect([...text.matchAll(/:"([^"]+)"/gu)].map(([, value]) => value)).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

/** Appendix B: IEEE 754 bits and what is written for them. */
test.each([
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
])('the number with the bits %s is written as %s', (bits, written) => {
  expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(written);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%s is no value of JSON and is refused', (value) => {
  expect(() => canonicalJson([value])).toThrow('is not allowed');
});

test('half of a surrogate pair is written as its escape, in the order and form of everything else', () => {
  expect(canonicalJson({ b: 'x\udc80', a: [1e21, 'ü'] })).toBe('{"a":[1e+21,"ü"],"b":"x\\udc80"}');
});

test('ids that were made before are still the hash of the same text', () => {
  const text = canonicalJson({ root: null, tracker: 'tr_1', n: 10, list: [{ z: 'ß', a: '\u2028' }] });
  expect(text).toBe('{"list":[{"a":"\u2028","z":"ß"}],"n":10,"root":null,"tracker":"tr_1"}');
  expect(hash('sha256', text, 'hex')).toHaveLength(64);
});

test('any value reads back as what it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const plain = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
    }),
  );
});
