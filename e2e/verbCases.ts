import type { Intent } from '../src/core/index';
import type { Drawbridge } from './drawbridge';
import { expect, test } from './test';

/** Carries out one verb on the example and sees what it did. */
type VerbCase = (drawbridge: Drawbridge) => Promise<void>;

/** A case for every wish: the compiler misses the one that has none. */
export type VerbCases = Readonly<Record<Intent['type'], VerbCase>>;

/** The wishes about one thing share a page. */
const groups: Readonly<Record<string, readonly Intent['type'][]>> = {
  flows: ['allowFlow', 'changePorts', 'removeFlow', 'isolateAndAllow', 'isolate', 'unisolate', 'allowDns'],
  policies: [
    'createPolicy',
    'renamePolicy',
    'duplicatePolicy',
    'deletePolicy',
    'changeSelector',
    'splitRule',
  ],
  cluster: [
    'addNamespace',
    'renameNamespace',
    'removeNamespace',
    'addWorkload',
    'renameWorkload',
    'changeLabels',
    'changeContainerPorts',
    'changeReplicas',
    'removeWorkload',
    'changeBlock',
    'removeBlock',
  ],
  tiers: ['addTierRule', 'changePriority', 'removeTierRule'],
};

/** A test for each group: one verb after the other, each taken back, and in the end the text is what it was. */
export function testVerbs(how: string, cases: VerbCases): void {
  for (const [group, types] of Object.entries(groups)) {
    test(`${group}, ${how}`, async ({ drawbridge }) => {
      await drawbridge.open();
      if (group === 'tiers') await drawbridge.command('example with tiers');
      const first = (await drawbridge.undoButton.getAttribute('aria-label')) ?? '';
      const before = await drawbridge.allText();
      for (const type of types) {
        await test.step(type, async () => {
          await cases[type](drawbridge);
          while ((await drawbridge.undoButton.getAttribute('aria-label')) !== first) await drawbridge.undo();
        });
      }
      expect(await drawbridge.allText()).toBe(before);
    });
  }
}
