/** The examples of the specification, told by the engine and by the transcription that it is compared with. */
import { describe, expect, test } from 'vitest';
import { admits } from '../model/connections';
import { readPolicy } from '../policy/readPolicy';
import type { NaiveEnd } from '../testing/naiveEnds';
import { naiveVerdict } from '../testing/naiveVerdict';
import { manifestsOf, type SpecExample } from '../testing/specExamples/specExample';
import { specExamples } from '../testing/specExamples/specExamples';
import { podId, specWorld } from '../testing/specWorld';
import { buildConnectivity } from './buildConnectivity';
import { type Connectivity, DEFAULT_PROFILE, type Party, type Profile } from './connectivity';
import { canMeet, toAddressParty } from './flows';

const externalOnly: Profile = { ...DEFAULT_PROFILE, ipBlock: 'external-only' };

interface Query {
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
}

function askEngine(example: SpecExample, profile: Profile, query: Query): boolean {
  const { cluster = specWorld } = example;
  const policies = manifestsOf(example).map((manifest) => readPolicy(manifest.kind, manifest));
  const connectivity = buildConnectivity(cluster, policies, profile);
  const [from, to] = [partyOf(connectivity, query.source), partyOf(connectivity, query.destination)];
  const isItself = from === to && !canMeet(from, to);
  return isItself || admits(connectivity.permitted(from, to), query.protocol, query.port);
}

function partyOf(connectivity: Connectivity, text: string): Party {
  const party = text.includes('/')
    ? connectivity.podGroups(podId(text))[0]
    : toAddressParty(connectivity, text);
  if (!party) throw new Error(`nobody is ${text}`);
  return party;
}

function askRules(example: SpecExample, profile: Profile, query: Query): boolean {
  const { cluster = specWorld } = example;
  const endOf = (text: string): NaiveEnd => {
    const workload = cluster.workloads.find(({ id }) => id === podId(text));
    const [pod] = workload?.pods ?? [];
    return workload && pod ? { ...workload, ...pod } : { address: text };
  };
  if (query.source === query.destination) return true; // S31
  const verdict = naiveVerdict(cluster, manifestsOf(example), profile);
  return verdict(endOf(query.source), endOf(query.destination))(query);
}

function verdictOf(judge: typeof askEngine, example: SpecExample, profile: Profile, line: string): string {
  const [, source = '', destination = '', name, port] =
    /^(\S+) -> (\S+) (TCP|UDP|SCTP) (\d+) = /.exec(line) ?? [];
  const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((known) => known === name);
  if (!protocol) throw new Error(`no verdict: ${line}`);
  const isAllowed = judge(example, profile, { source, destination, protocol, port: Number(port) });
  return line.replace(/= .*/, `= ${isAllowed ? 'ALLOW' : 'DENY'}`);
}

describe.each([
  ['the engine', askEngine],
  ['the plain rules', askRules],
] as const)('%s', (_name, judge) => {
  describe.each(specExamples)('$title', (example) => {
    test.each(example.verdicts)('%s', (line) => {
      expect(verdictOf(judge, example, DEFAULT_PROFILE, line)).toBe(line);
    });

    test.each(example.externalOnly ?? [])('ipBlock for external addresses only: %s', (line) => {
      expect(verdictOf(judge, example, externalOnly, line)).toBe(line);
    });
  });
});
