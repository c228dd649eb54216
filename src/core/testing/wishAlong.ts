import { expect } from 'vitest';
import type { Intent } from '../edit/intent';
import { planIntent } from '../planIntent';
import { applyChanges } from '../text/workspace';
import { checkPlan } from './checkPlan';
import { reread, type Workspace } from './planned';
import { randomIntent, randomVerb, type Dice } from './randomIntent';

interface Made {
  /** The verbs that were carried out. */
  readonly applied: readonly Intent['type'][];
  /** Places in the text that refusals showed, as they stand there. */
  readonly shown: readonly string[];
}

/**
 * Makes wishes one after the other, each on the text that the one before leaves, until some of them were carried out
 * or enough refused; and holds each plan to the laws.
 */
export function wishAlong(start: Workspace, dice: Dice, count: number): Made {
  const applied: Intent['type'][] = [];
  const shown: string[] = [];
  let now = start;
  for (let tries = 0; tries < 4 * count && applied.length < count; tries++) {
    const intent = randomIntent(now, dice, randomVerb(now, dice));
    const plan = planIntent(now.files, now.analysis, intent);
    if (plan.type === 'refusal') {
      expect(plan.reason).toMatch(/^\S.*\.$/s);
      const mark = /\((&|\*|!|<<)\) is used here/.exec(plan.reason)?.[1];
      const { file, from, to } = plan.place ?? {};
      const place = now.files.find(({ name }) => name === file)?.text.slice(from, to);
      if (mark !== undefined) expect(`${place}`).toContain(mark);
      if (mark !== undefined) shown.push(mark);
      continue;
    }
    const after = reread(applyChanges(now.files, plan.transaction.changes), now.analysis);
    try {
      checkPlan({ before: now, after, intent, plan });
    } catch (error) {
      const texts = now.files.map(({ name, text }) => `# ${name}\n${text}`).join('');
      throw new Error(`${JSON.stringify(intent)} on\n${texts}`, { cause: error });
    }
    applied.push(intent.type);
    now = after;
  }
  return { applied, shown };
}
