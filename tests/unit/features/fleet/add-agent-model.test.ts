import { describe, expect, test } from 'vitest';
import {
  capabilityProblem,
  installHint,
  readCapabilities,
  testStatusOf,
} from '../../../../renderer/features/fleet/add/add-agent-model.ts';

describe('capabilities as typed', () => {
  test('are split at commas and spaces, once each', () => {
    expect(readCapabilities(' docker, lang:python  Docker\n')).toEqual(['docker', 'lang:python']);
    expect(readCapabilities('')).toEqual([]);
  });

  test('name the one that can’t be', () => {
    expect(capabilityProblem('docker, what?')).toContain('“what?”');
    expect(capabilityProblem('docker lang:python c++')).toBeNull();
  });

  test('are bounded', () => {
    const many = Array.from({ length: 21 }, (_, at) => `c${at}`).join(' ');
    expect(capabilityProblem(many)).toBe('At most 20 capabilities; these are 21.');
  });
});

describe('the test task', () => {
  test('has passed only when its check has', () => {
    expect(testStatusOf({ status: 'completed', error: null, verified: true }).mark).toBe('done');
    expect(testStatusOf({ status: 'completed', error: null, verified: null }).mark).toBe('at-risk');
    expect(testStatusOf({ status: 'working', error: null, verified: null }).ended).toBe(false);
  });

  test('tells what went wrong', () => {
    expect(testStatusOf({ status: 'dead-letter', error: 'no shell', verified: null }).text).toContain(
      'no shell',
    );
  });
});

describe('the install line', () => {
  test('is for this machine while the hub is open to no other, and says so', () => {
    expect(installHint('http://127.0.0.1:30141')).toContain('in a shell on this machine');
    expect(installHint('http://127.0.0.1:30141')).toContain('first let other machines connect');
    expect(installHint('https://harbour.example.org:30141')).not.toContain('this machine');
  });
});
