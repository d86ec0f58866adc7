import { describe, expect, it } from 'vitest';
import { namesASecret, redact } from '../../../node/log/redact.ts';

const word = 'abcdefghijklmnopqrstuvwxyz';
/** Assembled here, so that no scanner takes this file for a leak. */
const joined = (...parts: readonly string[]): string => parts.join('');

/** What a text says, and the part of it that must not be left. */
const secrets: readonly (readonly [what: string, text: string, secret: string])[] = [
  ['a token of our hub by itself', `refused qd_${'a'.repeat(43)} here`, 'a'.repeat(43)],
  [
    'a token of our hub in an address',
    `http://127.0.0.1:4700/install?t=qd_${'b'.repeat(43)}`,
    'b'.repeat(43),
  ],
  ['a bearer', 'sent Bearer abcdefghijkl', 'abcdefghijkl'],
  ['encoded basic credentials', 'sent Basic bWU6aHVudGVyMjI=', 'bWU6aHVudGVyMjI'],
  ['a key of a model provider', `401 for sk-${'c'.repeat(30)}`, 'c'.repeat(30)],
  ['a token of a code host', joined('denied gh', `p_${'d'.repeat(36)}`), 'd'.repeat(36)],
  ['a fine-grained token of a code host', joined('github', `_pat_${'e'.repeat(30)}`), 'e'.repeat(30)],
  ['a token of another code host', joined('gl', `pat-${'f'.repeat(20)}`), 'f'.repeat(20)],
  ['a token of a chat', joined('xo', 'xb-1234567890-abcdef'), '1234567890'],
  ['a long-lived cloud key', joined('AK', 'IAIOSFODNN7EXAMPLE'), 'IOSFODNN7EXAMPLE'],
  ['a passing cloud key', joined('AS', 'IAIOSFODNN7EXAMPLE'), 'IOSFODNN7EXAMPLE'],
  ['the secret half of a cloud key', 'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI'],
  ['another cloud key', joined('AI', `za${'g'.repeat(35)}`), 'g'.repeat(35)],
  ['a storage account', `AccountName=x;AccountKey=${word}==;EndpointSuffix=y`, word],
  ['a web token', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${word}`, word],
  ['a private key', `-----BEGIN OPENSSH PRIVATE KEY-----\n${word}\n-----END OPENSSH PRIVATE KEY-----`, word],
  ['a private key that was cut off', `-----BEGIN PRIVATE KEY-----\n${word}\n`, word],
  ['a password by name', 'password: hunter22', 'hunter22'],
  ['a password in a query', 'GET /?user=me&password=hunter22&x=1', 'hunter22'],
  ['a passphrase of several words', "QUARTERDECK_PASSPHRASE='correct horse battery'", 'horse battery'],
  ['a key in JSON', `{"apiKey":"${word}"}`, word],
  ['a key in JSON inside of JSON', `"{\\"api_key\\":\\"${word}\\"}"`, word],
  ['a variable', `OPENAI_API_KEY=${word} npm test`, word],
  ['a header with a scheme of its own', `authorization: token ${word}`, word],
  ['every cookie of a header', `Cookie: theme=dark; session=${word}`, word],
  ['the password of an address', 'fatal: https://me:hunter22@host/x.git', 'hunter22'],
  ['a password that holds an @', 'https://me:hun@ter22@host/x.git', 'ter22'],
  ['a token as the user of an address', `https://${word}@host/x.git`, word],
];

const harmless: readonly string[] = [
  'Tracker tr_abc was imported from /home/me/plan.md',
  'The token of this agent was replaced.',
  'tokens: 1200 read, 300 written',
  'Basic instructions are in the guide; basic authentication is not offered.',
  'The bearer of bad news is ag_7f.',
  'Pushed to git@github.com:owner/name.git',
  'https://host/path/user@example.org and mail to me@example.org',
  'http://127.0.0.1:4700/agents?name=me@example.org',
  'https://docs.example.org, then ask me@example.org',
  'commit 9fceb02d0ae598e95dc970b74767f19372d61af8 on quarterdeck/ta_01',
  'risk-management-of-the-whole-programme and task-list-of-the-harbour',
  'cookies: 3, secrets kept in the keyring',
  'monkey: banana, keyboard: qwerty',
  'eyJ is how such a text begins',
  'qd_short is no token',
];

describe('the redaction of logs and messages', () => {
  it.each(secrets)('blots out %s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted]');
  });

  it.each(harmless)('leaves alone: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('says the same of a text that is clean already', () => {
    for (const [, text] of secrets) expect(redact(redact(text))).toBe(redact(text));
  });

  it('keeps what stands around a secret', () => {
    const clean = redact(
      `qd_${'a'.repeat(43)} Bearer abcdefghijk sk-${'b'.repeat(30)} https://me:pass@host/x and plain words`,
    );
    expect(clean).toBe('[redacted] [redacted] [redacted] https://[redacted]@host/x and plain words');
    expect(redact('{"password":"a b","name":"Ada"}')).toBe('{"password":"[redacted]","name":"Ada"}');
  });

  it('knows the facts that are secrets by their name', () => {
    for (const name of ['token', 'accessToken', 'apiKey', 'api_key', 'privateKey', 'Authorization'])
      expect(namesASecret(name)).toBe(true);
    for (const name of ['tokensIn', 'key', 'secretKind', 'path', 'passphraseNeeded'])
      expect(namesASecret(name)).toBe(false);
  });
});
