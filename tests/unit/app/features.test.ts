import { describe, expect, test } from 'vitest';
import { features } from '../../../renderer/app/features.ts';
import { findRoute } from '../../../renderer/app/find-route.ts';
import { frameCommands } from '../../../renderer/app/frame/frame-commands.ts';
import { railLinks } from '../../../renderer/app/rail/rail-model.ts';
import { findKeyConflicts } from '../../../renderer/ui/keys/commands.ts';
import { isValidChord } from '../../support/valid-chord.ts';

const commands = frameCommands(features);
const repeated = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe('the features of the window', () => {
  test('have ids, paths and commands of their own', () => {
    expect(repeated(features.map((feature) => feature.id))).toEqual([]);
    expect(repeated(features.flatMap((feature) => feature.routes.map((route) => route.path)))).toEqual([]);
    expect(repeated(commands.map((command) => command.id))).toEqual([]);
  });

  test('their shortcuts can be typed and are not in each other’s way', () => {
    const bound = commands.flatMap((command) => (command.keys === undefined ? [] : [command.keys]));
    expect(bound.filter((keys) => !isValidChord(keys))).toEqual([]);
    expect(
      findKeyConflicts(commands).map((one) => `${one.keys}: ${one.commands[0].id} and ${one.commands[1].id}`),
    ).toEqual([]);
  });

  test('every area of the rail has a letter and leads to a screen', () => {
    const links = [...railLinks(features, 'areas'), ...railLinks(features, 'workspace')];
    expect(links.map((link) => link.label)).toContain('Bridge');
    for (const link of links) {
      expect(link.goKey).toMatch(/^[a-z]$/);
      expect(findRoute(features, link.path).screen?.path).toBe(link.path);
      expect(commands.find((command) => command.keys === `g ${link.goKey}`)).toBeDefined();
    }
  });

  test('a command fires while typing only with a modifier or Escape', () => {
    const rash = commands.filter(
      (command) => command.whileTyping === true && !/\+|Escape/.test(command.keys ?? 'none'),
    );
    expect(rash).toEqual([]);
  });
});
