import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planIntent } from '../planIntent';
import { carryOut, reread, tcp, workspaceOf, type Workspace } from '../testing/planned';
import { applyChanges, invertChanges } from '../text/workspace';
import type { Intent } from './intent';

const corpus = join(import.meta.dirname, '../../../../shared/corpus');
const isThere = existsSync(corpus);
if (!isThere) console.warn(`skipped: no corpus at ${corpus}`);

function read(folder: string): Workspace {
  const path = join(corpus, folder);
  const names = readdirSync(path).filter((name) => name.endsWith('.yaml'));
  return workspaceOf(Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')])));
}

/** Allows and removes between all workloads and a block, and checks each plan against the files it makes. */
function drawEverything(before: Workspace): number {
  const ids = [
    ...before.analysis.connectivity.cluster.workloads.map(({ id }) => id),
    'Addresses/198.51.100.0/24',
  ];
  let plans = 0;
  for (const source of ids) {
    for (const destination of ids) {
      const intents: Intent[] = [
        { type: 'allowFlow', source, destination, ports: [tcp(80)] },
        { type: 'isolateAndAllow', source, destination, ports: [] },
        { type: 'removeFlow', source, destination },
      ];
      for (const intent of intents) {
        const plan = planIntent(before.files, before.analysis, intent);
        if (plan.type === 'refusal') continue;
        plans++;
        const { changes } = plan.transaction;
        const after = reread(applyChanges(before.files, changes), before.analysis);
        expect(applyChanges(after.files, invertChanges(before.files, changes))).toEqual(before.files);
        const opens = plan.changes.some(({ opened }) => opened.length > 0);
        expect(intent.type === 'removeFlow' && opens).toBe(false);
        const again = planIntent(after.files, after.analysis, intent);
        expect(again).toMatchObject({
          code: intent.type === 'removeFlow' ? 'alreadyDenied' : 'alreadyAllowed',
        });
      }
    }
  }
  return plans;
}

describe.skipIf(!isThere)('intents in what others wrote', () => {
  const tutorials = isThere
    ? readdirSync(join(corpus, 'tutorials')).filter((name) => !name.endsWith('.md'))
    : [];

  test.each(tutorials)('tutorial %s', (name) => {
    drawEverything(read(`tutorials/${name}`));
  });

  test('online-boutique: the first isolation, drawn and deleted', { timeout: 60_000 }, () => {
    const before = read('real/online-boutique');
    expect(drawEverything(before)).toBeGreaterThan(100);
    const [source, destination] = ['Deployment/default/emailservice', 'Deployment/default/redis-cart'];
    const intent: Intent = { type: 'allowFlow', source, destination, ports: [tcp(6379)] };
    const drawn = carryOut(before, intent);
    expect(drawn.plan.changes.map(({ name }) => name)).toEqual([
      'default/emailservice to default/redis-cart, TCP 6379',
    ]);
    expect(carryOut(drawn, { ...intent, type: 'removeFlow' }).files).toEqual(before.files);
  });
});
