import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Connectivity, PodGroup } from '../evaluate/connectivity';
import { ALL, NONE, union, type ConnectionSet } from '../model/connections';
import type { NetworkPolicy } from '../policy/policy';
import { planIntent } from '../planIntent';
import { arbitraryFiles } from '../testing/arbitraryManifests';
import { carryOut, reread, workspaceOf, type AcceptedPlan, type Workspace } from '../testing/planned';
import { applyChanges, invertChanges } from '../text/workspace';
import { askedConnections } from './askedConnections';
import { findEnd } from './flowEnd';
import type { IntentOf, PortChoice } from './intent';
import { isRefusal } from './refusal';

vi.setConfig({ testTimeout: 60_000 + Number(process.env.LAW_RUNS ?? 50) * 400 });

const ports = fc.constantFrom<readonly PortChoice[]>(
  [],
  [{ protocol: 'TCP', port: 80 }],
  [
    { protocol: 'TCP', port: 8080, endPort: 8090 },
    { protocol: 'UDP', port: 53 },
  ],
  [{ protocol: 'TCP', port: 'http' }],
  [{ protocol: 'UDP' }],
);
const blocks = ['Addresses/10.0.0.0/8 except 10.1.0.0/16', 'Addresses/203.0.113.0/24', 'Addresses/0.0.0.0/0'];

/** Two random ends of what is there, and an intent between them. */
const wishes = fc.record({ type: fc.nat(5), a: fc.nat(), b: fc.nat(), ports });

type FlowWish = IntentOf<'allowFlow' | 'isolateAndAllow' | 'removeFlow'>;

function intentFor({ analysis }: Workspace, type: FlowWish['type'], wish: Wish): FlowWish {
  const workloads = analysis.connectivity.cluster.workloads.map(({ id }) => id);
  const ids = [...workloads, ...workloads, ...blocks];
  const [source = '', destination = ''] = [ids[wish.a % ids.length], ids[wish.b % ids.length]];
  return type === 'removeFlow'
    ? { type, source, destination }
    : { type, source, destination, ports: wish.ports };
}

interface Wish {
  readonly a: number;
  readonly b: number;
  readonly ports: readonly PortChoice[];
}

const allTypes = ['allowFlow', 'isolateAndAllow', 'removeFlow'] as const;

interface Made {
  readonly before: Workspace;
  readonly after: Workspace;
  readonly intent: FlowWish;
  readonly plan: AcceptedPlan;
}

/** Plans any intent in any workspace, and hands on those that are not refused. */
function forAllPlans(check: (made: Made) => void, types: readonly FlowWish['type'][] = allTypes): void {
  let accepted = 0;
  const property = fc.property(
    arbitraryFiles,
    fc.array(wishes, { minLength: 6, maxLength: 6 }),
    (texts, some) => {
      const before = workspaceOf(texts);
      for (const wish of some) {
        const intent = intentFor(before, types[wish.type % types.length] ?? 'allowFlow', wish);
        const plan = planIntent(before.files, before.analysis, intent);
        if (plan.type === 'refusal') {
          expect(plan.reason).toMatch(/\.$/);
          continue;
        }
        accepted++;
        const files = applyChanges(before.files, plan.transaction.changes);
        check({ before, after: reread(files), intent, plan });
      }
    },
  );
  fc.assert(property, { numRuns: Number(process.env.LAW_RUNS ?? 50) });
  expect(accepted).toBeGreaterThan(10);
}

/** Whether an end got a policy of its own, as the one that it had is needed as it is by others. */
const isDivided = ({ ends }: AcceptedPlan) => ends.some(({ action }) => action === 'editPolicy');

const policiesOf = ({ analysis }: Workspace): ReadonlyMap<string, NetworkPolicy> =>
  new Map(analysis.connectivity.policies.map((policy) => [policy.id, policy]));

describe('the square commutes', () => {
  test('the edited text reads as the policies before with just what the plan says', () => {
    forAllPlans(({ before, after, plan }) => {
      const expected = new Map(policiesOf(before));
      const written = policiesOf(after);
      for (const end of plan.ends) {
        const policy = [...expected.values(), ...written.values()].find(({ name }) => name === end.policy);
        if (end.action === 'none' || !policy || !end.direction) continue;
        expect(policy.directions.has(end.direction)).toBe(true);
        const [was, is] = [expected.get(policy.id), written.get(policy.id)];
        // Which part of the policy the action may touch; all the rest must be as it was.
        switch (end.action) {
          case 'newPolicy':
            if (isDivided(plan)) break;
            expect([was, is?.[end.direction].length, is?.directions]).toEqual([
              undefined,
              1,
              new Set([end.direction]),
            ]);
            break;
          case 'removePolicy':
            expect(is).toBeUndefined();
            break;
          case 'rule':
            expect(is?.[end.direction].slice(0, -1)).toEqual(was?.[end.direction]);
            break;
          case 'ports':
            expect(is?.[end.direction].map(({ peers }) => peers)).toEqual(
              was?.[end.direction].map(({ peers }) => peers),
            );
            break;
          case 'removeRule':
          case 'removePeer':
            for (const rule of is?.[end.direction] ?? []) {
              const old = was?.[end.direction].some(
                ({ peers, ports: oldPorts }) =>
                  JSON.stringify(oldPorts) === JSON.stringify(rule.ports) &&
                  (rule.peers === undefined) === (peers === undefined) &&
                  (rule.peers ?? []).every((peer) => peers?.some((known) => same(known, peer))),
              );
              expect(old).toBe(true);
            }
        }
      }
      const touched = new Set(plan.ends.map(({ policy }) => policy));
      for (const [id, policy] of expected) {
        const now = written.get(id);
        if (!touched.has(policy.name)) expect(now).toEqual(policy);
        else if (now) {
          if (!isDivided(plan)) expect(now.podSelector).toEqual(policy.podSelector);
          expect(now.directions).toEqual(policy.directions);
          for (const direction of ['ingress', 'egress'] as const) {
            const isTouched = plan.ends.some(
              (end) => end.policy === policy.name && end.direction === direction,
            );
            if (!isTouched || isDivided(plan)) expect(now[direction]).toEqual(policy[direction]);
          }
        }
      }
    });
  });

  test('units that hold no touched policy keep their text, and the inverse gives the files back', () => {
    forAllPlans(({ before, after, plan }) => {
      const touched = new Set(plan.ends.map(({ policy }) => policy));
      const textsOf = ({ analysis }: Workspace) => {
        const holders = new Set(
          [...analysis.resources.values()]
            .filter(({ id }) => id.startsWith('NetworkPolicy/') && touched.has(id.split('/')[2]))
            .map(({ file, unit }) => `${file} ${unit}`),
        );
        return analysis.files.flatMap(({ name, units }) =>
          units.flatMap(({ text }, unit) =>
            holders.has(`${name} ${unit}`) ? [] : [text.replace(/^---\n/, '').trimEnd()],
          ),
        );
      };
      expect(textsOf(after)).toEqual(textsOf(before));
      const { changes } = plan.transaction;
      expect(applyChanges(after.files, invertChanges(before.files, changes))).toEqual(before.files);
      for (const { file, from, to } of plan.reveal) {
        const text = after.files.find(({ name }) => name === file)?.text ?? '';
        expect(0 <= from && from <= to && to <= text.length).toBe(true);
      }
    });
  });
});

describe('drawing and deleting', () => {
  test('restores the text byte for byte where all that was needed was written', () => {
    let restored = 0;
    forAllPlans(
      ({ before, after, intent, plan }) => {
        const { connectivity } = before.analysis;
        const isNew = plan.ends.every(({ direction, action, policy }) => {
          if (action === 'newPolicy') return true;
          const known = connectivity.policies.find(({ name }) => name === policy);
          // Of a list that was not written or empty it cannot be known afterwards how it was not written.
          return action === 'rule' && direction && known !== undefined && known[direction].length > 0;
        });
        if (!isNew || isPartlyAdmitted(connectivity, intent)) return;
        restored++;
        const { source, destination } = intent;
        expect(carryOut(after, { type: 'removeFlow', source, destination }).files).toEqual(before.files);
      },
      ['allowFlow'],
    );
    expect(restored).toBeGreaterThan(3);
  });
});

/** Whether rules at one of the ends admit some of it: they would be taken back too. */
function isPartlyAdmitted(connectivity: Connectivity, intent: FlowWish): boolean {
  const [source, destination] = [intent.source, intent.destination].map((id) => partiesOf(connectivity, id));
  return source!.some((from) =>
    destination!.some(
      (to) =>
        connectivity.matches(from, 'egress', to).length > 0 ||
        connectivity.matches(to, 'ingress', from).length > 0,
    ),
  );
}

const partiesOf = (connectivity: Connectivity, id: string) =>
  id.startsWith('Addresses/') ? connectivity.addressRanges : connectivity.podGroups(id);

describe('consequences', () => {
  test('a drawn flow opens all of itself and nothing else; a removed one closes nothing else', () => {
    forAllPlans(
      ({ before, after, intent }) => {
        const askedAt = askedOf(before, intent);
        for (const [source, destination] of samePairs(before, after)) {
          const was = before.analysis.connectivity.permitted(source.before, destination.before);
          const is = after.analysis.connectivity.permitted(source.after, destination.after);
          const { id: from } = source.before.workload;
          const { id: to } = destination.before.workload;
          const asked = askedAt(destination.before);
          const onePod = from === to && source.before === destination.before && !source.before.hasSiblings;
          if (onePod || !mayDiffer(intent, from, to)) {
            if (!onePod) expect(is).toBe(was);
          } else if (from === intent.source && to === intent.destination) {
            expect(is).toBe(intent.type === 'removeFlow' ? NONE : union(was, asked));
          }
        }
      },
      ['allowFlow', 'removeFlow'],
    );
  });

  test('isolating opens nothing but the drawn flow, which is allowed', () => {
    forAllPlans(
      ({ before, after, intent }) => {
        const askedAt = askedOf(before, intent);
        for (const [source, destination] of samePairs(before, after)) {
          const was = before.analysis.connectivity.permitted(source.before, destination.before);
          const is = after.analysis.connectivity.permitted(source.after, destination.after);
          const { id: from } = source.before.workload;
          const { id: to } = destination.before.workload;
          const asked = askedAt(destination.before);
          if (!mayDiffer(intent, from, to)) expect(union(was, is)).toBe(was);
          if (from === intent.source && to === intent.destination) expect(union(asked, is)).toBe(is);
        }
      },
      ['isolateAndAllow'],
    );
  });
});

const fits = (end: string, id: string) =>
  end === id || end.startsWith('Addresses/') || end.startsWith('Inferred/');

/** The drawn pair itself; of a block also pods, whose addresses it may hold (S24), and of an inferred workload its like. */
function mayDiffer(intent: FlowWish, source: string, destination: string): boolean {
  return fits(intent.source, source) && fits(intent.destination, destination);
}

function askedOf({ analysis }: Workspace, intent: FlowWish): (destination: PodGroup) => ConnectionSet {
  const { connectivity } = analysis;
  const end = findEnd(connectivity, intent.destination);
  const wanted = 'ports' in intent ? intent.ports : [];
  const asked = isRefusal(end) ? end : askedConnections(wanted ?? [], end, connectivity.cluster.workloads);
  return isRefusal(asked) ? () => ALL : asked.at;
}

interface SameGroup {
  readonly before: PodGroup;
  readonly after: PodGroup;
}

/** All pairs of groups of loaded workloads that are told apart in the same way before and after. */
function* samePairs(before: Workspace, after: Workspace): Iterable<readonly [SameGroup, SameGroup]> {
  const groups: SameGroup[] = [];
  for (const { id, origin } of before.analysis.connectivity.cluster.workloads) {
    const [was, is] = [before, after].map(({ analysis }) => analysis.connectivity.podGroups(id));
    if (origin === 'loaded' && was!.length === 1 && is!.length === 1)
      groups.push({ before: was![0]!, after: is![0]! });
  }
  for (const source of groups) for (const destination of groups) yield [source, destination];
}

const same = (a: unknown, b: unknown): boolean => toText(a) === toText(b);
const toText = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
