import { NONE } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { Place } from '../text/workspace';
import { isIsolated, type EndTask } from './admitAtEnd';
import { endTasks } from './allowFlow';
import { askedConnections } from './askedConnections';
import { placeOf, type Draft } from './draft';
import { drawnFlow } from './drawnFlow';
import { toFlowChanges } from './flowChanges';
import { covers } from './flowEnd';
import type { FlowIds, Intent, Plan, PortChoice, RemovalWay } from './intent';
import { keepingOthers } from './isolationOffers';
import { planOn } from './planOnReading';
import { isRefusal, type Refusal } from './refusal';
import { admittingRules, type AdmittingRule } from './takeBack';

/** What can be done to deny a flow, end by end. */
export interface RemovalOffers {
  readonly sides: readonly SideOffers[];
}

/** One end of a flow at which policies can decide. */
interface SideOffers {
  readonly direction: Direction;
  /** Id and title of the workload or namespace whose policies decide. */
  readonly subject: string;
  readonly title: string;
  readonly isolated: boolean;
  /** The rules that allow the flow, in order. */
  readonly rules: readonly AllowingRule[];
  readonly ways: readonly OfferedWay[];
}

interface AllowingRule {
  readonly policy: string;
  readonly name: string;
  readonly rule: number;
  /** Positions in from/to of what matches; undefined: the rule names no peers. */
  readonly peers?: readonly number[];
  readonly place?: Place;
  /** How many other flows between nodes the rule allows at its end, and some of them by name. */
  readonly others: number;
  readonly someOthers: readonly string[];
}

/** A way with what it writes and does, or why it does not work. */
interface OfferedWay {
  readonly by: RemovalWay['by'] | 'isolate';
  /** `Drop the peer`. */
  readonly title: string;
  readonly intent: Intent;
  readonly plan: Plan;
}

const ways: readonly (readonly [RemovalWay['by'], string])[] = [
  ['peer', 'Drop the peer'],
  ['ports', 'Narrow the ports'],
  ['rule', 'Drop the rule'],
  ['split', 'Split the rule, so that only this flow goes'],
];

const namesShown = 20;

/**
 * What can be done to deny a flow, or some ports of it: at each end the rules that allow it, what else they allow,
 * and the ways to take it back with their consequences; at an end that nothing isolates the way to isolate it, with
 * its other present flows kept as far as they can be named. Ways that differ in nothing are offered once.
 */
export function removalOffersOn(
  draft: Draft,
  flow: FlowIds & { readonly ports?: readonly PortChoice[] },
): RemovalOffers | Refusal {
  const drawn = drawnFlow(draft, flow);
  if (isRefusal(drawn)) return drawn;
  const asked = askedConnections(
    flow.ports ?? [],
    drawn.destination,
    draft.reading.connectivity.cluster.workloads,
  );
  if (isRefusal(asked)) return asked;
  return { sides: endTasks(drawn, asked).map((task) => sideOffers(draft, task, flow)) };
}

function sideOffers(
  draft: Draft,
  task: EndTask,
  flow: FlowIds & { readonly ports?: readonly PortChoice[] },
): SideOffers {
  const { direction, near } = task;
  const isolated = isIsolated(draft, near, direction);
  const rules = admittingRules(draft, task, task.asked);
  const offered = isolated ? takingWays(draft, direction, rules, flow) : isolatingWay(draft, task);
  return {
    direction,
    subject: near.id,
    title: near.title,
    isolated,
    rules: rules.map((admitting) => describeRule(draft, task, admitting)),
    ways: offered,
  };
}

function takingWays(
  draft: Draft,
  direction: Direction,
  rules: readonly AdmittingRule[],
  { source, destination, ports }: FlowIds & { readonly ports?: readonly PortChoice[] },
): OfferedWay[] {
  if (rules.length === 0) return [];
  const offered: OfferedWay[] = [];
  for (const [by, title] of ways) {
    if (by === 'ports' && !ports) continue; // all ports of a rule: that is the rule
    const flow = { source, destination, ...(ports && { ports }) };
    const intent = { type: 'removeFlow', ...flow, way: { direction, by } } as const;
    const plan = planOn<'removeFlow'>(draft, intent);
    if (!offered.some((other) => isSame(other.plan, plan))) offered.push({ by, title, intent, plan });
  }
  return offered;
}

function isSame(a: Plan, b: Plan): boolean {
  if (a.type === 'refusal' || b.type === 'refusal') return false;
  return JSON.stringify(a.transaction.changes) === JSON.stringify(b.transaction.changes);
}

/** Its other present flows stay as far as they can be named. */
function isolatingWay(draft: Draft, task: EndTask): OfferedWay[] {
  const { direction, near } = task;
  if (!near.selectable) return [];
  const keep = keepingOthers(draft, task);
  const intent = { type: 'isolate', subject: near.id, directions: [direction], keep } as const;
  const title = `Isolate ${near.title} for ${direction}`;
  return [{ by: 'isolate', title, intent, plan: planOn<'isolate'>(draft, intent) }];
}

function describeRule(
  draft: Draft,
  { direction, near, far }: EndTask,
  { policy, rule, peers }: AdmittingRule,
): AllowingRule {
  const { connectivity } = draft.reading;
  const others = connectivity.selected(policy).flatMap((group) =>
    connectivity.parties.flatMap((party) => {
      if (covers(near, group) && covers(far, party)) return [];
      const match = connectivity
        .matches(group, direction, party)
        .find((each) => each.policy.id === policy.id && each.rule === rule);
      if (!match) return [];
      const [source, destination] = direction === 'ingress' ? [party, group] : [group, party];
      return [{ source, destination, opened: match.connections, closed: NONE }];
    }),
  );
  const names = toFlowChanges(others, connectivity).map(({ name }) => name);
  const place = placeOf(draft, policy.id, ['spec', direction, rule]);
  return {
    policy: policy.id,
    name: policy.name,
    rule,
    ...(peers && { peers }),
    ...(place && { place }),
    others: names.length,
    someOthers: names.slice(0, namesShown),
  };
}
