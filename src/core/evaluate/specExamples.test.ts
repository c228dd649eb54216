import { describe, expect, test } from 'vitest';
import { admits } from '../model/connections';
import { readNetworkPolicy } from '../policy/networkPolicy';
import { type SpecExample, specExamples } from '../testing/specExamples';
import { podId, specWorld } from '../testing/specWorld';
import { buildConnectivity } from './buildConnectivity';
import { type Connectivity, DEFAULT_PROFILE, type Party, type Profile } from './connectivity';
import { canMeet, toAddressParty } from './flows';

const externalOnly: Profile = { ...DEFAULT_PROFILE, ipBlock: 'external-only' };

function judge({ policies }: SpecExample, profile: Profile): Connectivity {
  return buildConnectivity(
    specWorld,
    policies.map(({ spec, ...metadata }) => readNetworkPolicy({ metadata, spec })),
    profile,
  );
}

function partyOf(connectivity: Connectivity, text: string): Party {
  const party = text.includes('/')
    ? connectivity.podGroups(podId(text))[0]
    : toAddressParty(connectivity, text);
  if (!party) throw new Error(`nobody is ${text}`);
  return party;
}

function verdictOf(connectivity: Connectivity, line: string): string {
  const [, source = '', destination = '', name, port] =
    /^(\S+) -> (\S+) (TCP|UDP|SCTP) (\d+) = /.exec(line) ?? [];
  const from = partyOf(connectivity, source);
  const to = partyOf(connectivity, destination);
  const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((known) => known === name) ?? 'other';
  const isItself = from === to && !canMeet(from, to);
  const isAllowed = isItself || admits(connectivity.permitted(from, to), protocol, Number(port));
  return line.replace(/= .*/, `= ${isAllowed ? 'ALLOW' : 'DENY'}`);
}

describe.each(specExamples)('$title', (example) => {
  test.each(example.verdicts)('%s', (line) => {
    expect(verdictOf(judge(example, DEFAULT_PROFILE), line)).toBe(line);
  });

  test.each(example.externalOnly ?? [])('ipBlock for external addresses only: %s', (line) => {
    expect(verdictOf(judge(example, externalOnly), line)).toBe(line);
  });
});
