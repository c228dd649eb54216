import { blockCases } from './blocks';
import { meaningCases } from './meaning';
import { portCases } from './ports';
import { relationCases } from './relations';
import type { RuleCase } from './ruleCase';
import { selectorCases } from './selectors';
import { textCases } from './text';
import { tierCases } from './tiers';
import { trafficCases } from './traffic';

/** A case for every rule of lint, by its number. */
export const lintCases: readonly RuleCase[] = [
  ...meaningCases,
  ...portCases,
  ...selectorCases,
  ...trafficCases,
  ...blockCases,
  ...relationCases,
  ...textCases,
  ...tierCases,
].toSorted((a, b) => Number(a.code.slice(1)) - Number(b.code.slice(1)));
