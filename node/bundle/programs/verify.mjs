#!/usr/bin/env node
// Checks a release bundle that was unpacked: node verify.mjs [FOLDER] [--trust FINGERPRINT]...
//
// Needs Node 20 or later and nothing else: no network, no package, no part of the program that made the bundle. It cannot
// vouch for itself: compare the hash of this file, which it prints, with one that you got elsewhere, or use
// `quarterdeck bundle verify`. Ends with 0 where the bundle holds, with 3 where it does not.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(import.meta.url);
const trust = [];
let folder = dirname(own);
const given = process.argv.slice(2);
for (let at = 0; at < given.length; at += 1) {
  if (given[at] === '--trust' && given[at + 1] !== undefined) trust.push(bare(given[(at += 1)]));
  else if (given[at].startsWith('-')) usage();
  else folder = resolve(given[at]);
}

const problems = [];
const wrong = (says) => problems.push(says);
const sha256 = (contents) => createHash('sha256').update(contents).digest('hex');
const idHash = (text) => createHash('sha256').update(text).digest('base64url').slice(0, 32);
const ABOUT_THE_MANIFEST = ['manifest.json', 'SHA256SUMS', 'signature.dsse.json'];
/** Of a file that is no evidence, and of all of these. */
const [TEXT_BYTES_MAX, TEXTS_BYTES_MAX] = [64 * 1024 * 1024, 256 * 1024 * 1024];
const JSON_DEPTH_MAX = 100;
const isOfForm = formsOfFiles();

console.log(`verify.mjs   SHA-256 ${sha256(readFileSync(own))}`);
const files = filesBelow(folder);
const manifestText = textOf('manifest.json');
const manifest = canonicalOf('manifest.json', 'manifest');
try {
  if (manifest === null) wrong('manifest.json is missing, or is not as a manifest is written.');
  else await checkAll();
} catch (error) {
  wrong(`A file in it is not of the form it should have: ${String(error)}`);
}
if (problems.length > 0) {
  console.log(`\nThis bundle does NOT hold:\n${problems.map((says) => `- ${printable(says)}`).join('\n')}`);
  process.exitCode = 3;
} else {
  console.log(
    `\nEvery file, checksum and signature of this bundle holds. Decision: ${manifest.run.decision}.`,
  );
  if (trust.length === 0)
    console.log(
      'Whether its signer is who you think is yours to say: compare the fingerprint, or use --trust.',
    );
}

async function checkAll() {
  const { bundle, ...says } = manifest;
  console.log(
    `bundle       ${printable(bundle)}, gate ${printable(manifest.gate.id)}, ${printable(manifest.run.at)}`,
  );
  if (bundle !== `bn_${idHash(canonical(says))}`)
    wrong('manifest.json says something else than the id of the bundle.');
  await checkFiles();
  checkSums();
  const keys = readKeys();
  const signer = keys.get(manifest.signer);
  if (trust.length > 0 && !trust.includes(bare(manifest.signer)))
    wrong(`It is signed with the key ${manifest.signer}, which is not one that you trust.`);
  checkStatements(signer);
  checkDecision();
  checkSignoffs(keys);
}

async function checkFiles() {
  const listed = new Set(ABOUT_THE_MANIFEST);
  const names = new Set(ABOUT_THE_MANIFEST.map((path) => path.toLowerCase()));
  let textBytes = 0;
  for (const { path, bytes, sha256: digest } of manifest.members) {
    if (names.has(path.toLowerCase())) wrong(`The manifest lists ${path} twice.`);
    names.add(path.toLowerCase());
    listed.add(path);
    if (!path.startsWith('evidence/')) textBytes += bytes;
    if (!path.startsWith('evidence/') && (bytes > TEXT_BYTES_MAX || textBytes > TEXTS_BYTES_MAX))
      wrong(`${path} is too large to be what its name says.`);
    if (!files.has(path)) wrong(`${path} is missing.`);
    else if (files.get(path) !== bytes || (await digestOf(path)) !== digest) wrong(`${path} was changed.`);
  }
  for (const path of files.keys()) if (!listed.has(path)) wrong(`${path} is not in the manifest.`);
  const pieces = canonicalOf('evidence.json', 'piece*50000');
  if (pieces === null) {
    wrong('evidence.json cannot be read.');
    return;
  }
  const digests = new Map(manifest.members.map(({ path, sha256: digest }) => [path, digest]));
  for (const { member, digest, where } of pieces)
    if (member !== null && digests.get(member) !== digest)
      wrong(`The file of "${where}" is not the one that was verified.`);
}

function checkSums() {
  const about = ['manifest.json', 'signature.dsse.json'].map((path) => ({
    path,
    sha256: sha256(textOf(path) ?? ''),
  }));
  const lines = [...manifest.members, ...about]
    .sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)))
    .map(({ path, sha256: digest }) => `${digest}  ${path}\n`);
  if (textOf('SHA256SUMS') !== lines.join('')) wrong('SHA256SUMS is not the list of these files.');
}

function readKeys() {
  const keys = new Map();
  for (const { fingerprint, actor, name } of manifest.keys) {
    const pem = textOf(`keys/${bare(fingerprint)}.pem`);
    const key = pem === null ? null : publicKey(pem);
    if (key === null || fingerprintOf(key) !== fingerprint) {
      wrong(`The public key of ${name} has another fingerprint than its name.`);
      continue;
    }
    const isSigner = fingerprint === manifest.signer;
    console.log(
      `key          ${fingerprint}  ${printable(name)}${isSigner ? ', who signed the bundle' : ''}`,
    );
    keys.set(fingerprint, { key, actor, name });
  }
  return keys;
}

function checkStatements(signer) {
  if (signer === undefined) {
    wrong('The key that the bundle was signed with is not in it.');
    return;
  }
  const manifestSubject = { name: 'manifest.json', digest: { sha256: sha256(manifestText) } };
  const bundled = statement('urn:quarterdeck:bundle:v1', [manifestSubject], { bundle: manifest.bundle });
  if (!isSigned('signature.dsse.json', bundled, signer))
    wrong(`signature.dsse.json is not a signature of ${signer.name} for this bundle.`);
  const lineage = canonicalOf('lineage.json', 'lineage');
  if (lineage === null) {
    wrong('lineage.json cannot be read.');
    return;
  }
  const { path, sha256: digest, complete } = manifest.lineage;
  const decided = lineage.nodes.some(
    ({ id, type }) => type === 'decision' && id === `decision:${manifest.run.id}`,
  );
  if (path !== 'lineage.json' || digest !== sha256(textOf(path)) || complete !== lineage.complete || !decided)
    wrong('lineage.json is not that of the decision in the manifest.');
  const subject = lineage.nodes.flatMap(({ id, type, digest: sha }) => {
    if (sha !== null) return [{ name: id, digest: { sha256: sha } }];
    const commit = type === 'source' ? /^commit:([0-9a-f]{40}|[0-9a-f]{64})$/u.exec(id)?.[1] : undefined;
    return commit === undefined ? [] : [{ name: id, digest: { gitCommit: commit } }];
  });
  if (!isSigned('lineage.dsse.json', statement('urn:quarterdeck:lineage:v1', subject, lineage), signer))
    wrong('lineage.dsse.json is not the signed statement of lineage.json.');
}

function checkDecision() {
  const report = canonicalOf('gate-report.json', 'report');
  const { gate, run, commit, environment } = manifest;
  const said = { run: [run.id, run.decision, run.at], gate: [gate.id, gate.version], commit, environment };
  const same = report !== null && {
    run: [report.run_id, report.decision, report.generated_at],
    gate: [report.gate.id, report.gate.version],
    commit: report.inputs.commit,
    environment: report.inputs.environment,
  };
  if (canonical(same) !== canonical(said)) wrong('gate-report.json says something else than the manifest.');
  if (sha256(textOf('gate.json') ?? '') !== gate.version)
    wrong('gate.json is another version of the gate than the one that was run.');
}

function checkSignoffs(keys) {
  for (const path of files.keys()) {
    if (!path.startsWith('signoffs/')) continue;
    const signoff = canonicalOf(path, 'signoff');
    if (signoff === null) {
      wrong(`${path} cannot be read.`);
      continue;
    }
    const { statement: signed, signature, values } = signoff;
    const by = keys.get(signed.key);
    if (by === undefined || by.actor !== signed.actor)
      wrong(`${path}: its key is not in the bundle, or is somebody else's.`);
    else if (!holds(by.key, canonical(signed), signature))
      wrong(`${path} is not signed by ${by.name}, whose key it names.`);
    if (path !== `signoffs/so_${idHash(canonical(signed))}.json`)
      wrong(`${path} says something else than its id.`);
    if (sha256(canonical(values)) !== signed.fields)
      wrong(`${path}: its fields are not those that were signed.`);
  }
}

function statement(predicateType, subject, predicate) {
  return canonical({ _type: 'https://in-toto.io/Statement/v1', predicate, predicateType, subject });
}

/** Whether a file is just this statement in a DSSE envelope with one good signature. */
function isSigned(path, payload, { key }) {
  const payloadType = 'application/vnd.in-toto+json';
  const sig = canonicalOf(path, 'envelope')?.signatures[0]?.sig;
  const envelope = {
    payload: Buffer.from(payload).toString('base64'),
    payloadType,
    signatures: [{ keyid: bare(manifest.signer), sig }],
  };
  if (sig === undefined || textOf(path) !== canonical(envelope)) return false;
  return holds(
    key,
    `DSSEv1 ${payloadType.length} ${payloadType} ${Buffer.byteLength(payload)} ${payload}`,
    sig,
  );
}

function holds(key, text, signature) {
  const bytes = Buffer.from(signature, 'base64');
  return bytes.toString('base64') === signature && verify(null, Buffer.from(text), key, bytes);
}

function publicKey(pem) {
  try {
    const key = createPublicKey(pem);
    const isPlain =
      key.asymmetricKeyType === 'ed25519' && key.export({ format: 'pem', type: 'spki' }) === pem;
    return isPlain ? key : null;
  } catch {
    return null;
  }
}

function fingerprintOf(key) {
  return sha256(key.export({ format: 'der', type: 'spki' }))
    .slice(0, 40)
    .match(/.{4}/gu)
    .join(' ');
}

/** RFC 8785. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** What a JSON file says, where it is in its canonical form and of the form that such a file has; else null. */
function canonicalOf(path, form) {
  const text = textOf(path);
  try {
    const value = text === null ? null : JSON.parse(text);
    return isPlain(value, JSON_DEPTH_MAX) && isOfForm(form, value) && text === canonical(value)
      ? value
      : null;
  } catch {
    return null;
  }
}

/** Not nested too deeply, and without the one name that programs drop from what they read. */
function isPlain(value, left) {
  if (typeof value !== 'object' || value === null) return true;
  if (left === 0 || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((part) => isPlain(part, left - 1));
}

/**
 * What the files have to look like, field by field: nothing else may be in them. `?`: or null; `!`: or left out; `*`: a
 * list of them, `*9`: of at most nine; `ed_`: an id that begins so; `text<200`: at most so long; anything else that has no
 * form: one of these words.
 */
function formsOfFiles() {
  const like = (pattern) => (value) => typeof value === 'string' && pattern.test(value);
  const isClock = like(/^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/u);
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const isOf = (kind, value) => {
    const [, inner, mark, most] = /^(.*?)(?:([?*<!])(\d*))?$/u.exec(kind);
    if (mark === '?') return value === null || isOf(inner, value);
    if (mark === '!') return isOf(inner, value);
    if (mark === '<') return isOf(inner, value) && value.length <= Number(most);
    if (mark === '*') return isListOf(inner, value) && value.length <= Number(most || Infinity);
    if (forms.has(kind)) return forms.get(kind)(value);
    if (kind.endsWith('_')) return like(new RegExp(`^${kind}[A-Za-z0-9._-]{1,64}$`, 'u'))(value);
    return kind.split('|').includes(value);
  };
  const isListOf = (kind, value) => Array.isArray(value) && value.every((part) => isOf(kind, part));
  const form = (says) => {
    const fields = says.split(' ').map((field) => field.split(':'));
    const isNamed = (key) => fields.some(([name]) => name === key);
    const fits =
      (value) =>
      ([name, kind]) =>
        Object.hasOwn(value, name) ? isOf(kind, value[name]) : kind.endsWith('!');
    return (value) => isObject(value) && Object.keys(value).every(isNamed) && fields.every(fits(value));
  };
  const forms = new Map([
    ['any', () => true],
    ['flag', (value) => typeof value === 'boolean'],
    ['number', (value) => typeof value === 'number'],
    ['whole', (value) => Number.isSafeInteger(value)],
    ['bytes', (value) => Number.isSafeInteger(value) && value >= 0],
    ['text', (value) => typeof value === 'string'],
    ['digest', like(/^[0-9a-f]{64}$/u)],
    ['digests', (value) => isObject(value) && Object.values(value).every((digest) => isOf('digest', digest))],
    ['fingerprint', like(/^[0-9a-f]{4}(?: [0-9a-f]{4}){9}$/u)],
    ['path', like(/^(?=.{1,100}$)(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*$/u)],
    ['role', like(/^[a-z][a-z0-9-]{0,39}$/u)],
    ['time', (value) => isClock(value) && new Date(value).toJSON()?.slice(0, 10) === value.slice(0, 10)],
  ]);
  const decision = 'decision:go|conditional-go|no-go';
  const written = {
    manifest:
      'contract:quarterdeck_bundle_v1 bundle:bn_ created_at:time workspace:text<200 gate:gate run:run ' +
      'commit:text<200? environment:text<100? lineage:rests signer:fingerprint keys:key*1000 members:member*50000',
    gate: 'id:text<100 title:text<300 version:digest',
    run: `id:gr_ ${decision} at:time`,
    rests: 'path:path sha256:digest complete:flag',
    key: 'fingerprint:fingerprint actor:ac_ name:text<200',
    member: 'path:path bytes:bytes sha256:digest',
    report:
      `contract:quarterdeck_release_gate_v1 run_id:gr_ generated_at:time duration_ms:number ${decision} ` +
      'status:passed|failed gate:judged summary:summary checks:check* inputs:inputs ' +
      'exceptions_applied:applied* exceptions_refused:refused*',
    judged: 'id:text title:text version:digest',
    summary: 'total:whole passed:whole failed:whole high_failures:whole medium_failures:whole',
    check:
      'check_id:text title:text passed:flag severity:high|medium|low detail:text reason:text? seen:whole met:whole ' +
      'failures:failure* failureCount:whole items:it_* evidence:ed_* signoffs:so_* exceptions:ex_*',
    failure:
      'code:state|absent|evidence-missing|evidence-failed|evidence-stale|evidence-unverified|evidence-tampered|' +
      'evidence-tier|evidence-skipped|evidence-wrong-commit|evidence-future|evidence-withdrawn|signoff-missing|' +
      'signoff-stale|signoff-withdrawn|signoff-returned|signoff-refused|finding|slo|lineage|gate|unreadable ' +
      'detail:text fix:text owner:text? itemId:it_? itemTitle:text? evidenceId:ed_? signoffId:so_?',
    inputs: 'commit:text? environment:text? digests:digests policy_version:digest',
    applied: 'id:ex_ check_id:text approved_by:text owner:text reason:text expires_at:time rollback:text',
    refused: 'id:ex_ why:text',
    lineage: 'contract:quarterdeck_lineage_v1 nodes:node* edges:edge* complete:flag missing:text*',
    node: 'id:text type:source|check|artifact|decision title:text status:ok|failed|missing|unknown digest:text?',
    edge: 'source:text target:text relation:checked-by|produces|signed-by|drives status:observed|missing',
    piece:
      'id:ed_ item:it_ item_title:text type:doc|contract|code|test|artifact where:text locator:any ' +
      'tier:claimed|local-run|ci-run|staging|production-observed verified_at:time? says:text commit:text? ' +
      'state:unverified|verified|stale|failed|missing|unreachable digest:digest? member:path?',
    signoff: 'statement:statement signature:text<200 values:fields',
    statement:
      'type:quarterdeck.sign-off/v1 tracker:tr_ item:it_ request:rq_ revision:rv_ fields:digest evidence:proof*1000 ' +
      'role:role actor:ac_ key:text at:time correlation:text<100 policy:digest',
    proof: 'id:ed_ digest:digest? guard:digest?!',
    fields: 'name:text owner:text? date:text? notes:text?',
    envelope: 'payload:text payloadType:text signatures:signature*1',
    signature: 'keyid:text sig:text',
  };
  for (const [name, says] of Object.entries(written)) forms.set(name, form(says));
  return isOf;
}

function textOf(path) {
  if (!files.has(path)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      readFileSync(join(folder, path)),
    );
  } catch {
    return null;
  }
}

async function digestOf(path) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(join(folder, path))) hash.update(piece);
  return hash.digest('hex');
}

/** Every file below a folder, by its path with "/", and its length. No link is followed. */
function filesBelow(top) {
  const found = new Map();
  const walk = (below) => {
    for (const name of readdirSync(join(top, below)).sort()) {
      const path = below === '' ? name : `${below}/${name}`;
      const facts = lstatSync(join(top, path));
      if (facts.isDirectory()) walk(path);
      else if (facts.isFile()) found.set(path, facts.size);
      else wrong(`${path} is no file, and was not read.`);
    }
  };
  walk('');
  return found;
}

function bare(fingerprint) {
  return fingerprint.replace(/\s/gu, '').toLowerCase();
}

/** What others wrote, without what steers a terminal. */
function printable(text) {
  return String(text).replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '?');
}

function usage() {
  console.error('node verify.mjs [FOLDER] [--trust FINGERPRINT]...');
  process.exit(2);
}
