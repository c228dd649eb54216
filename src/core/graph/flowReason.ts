import type { Connectivity, Party } from '../evaluate/connectivity';
import { pairsBetween } from '../evaluate/flows';
import { type ConnectionSet, intersect, NONE } from '../model/connections';
import type { Direction, Policy } from '../policy/policy';

/**
 * Why a flow is as it is, in a few words: `out: backup-egress · in: db-allow-api`, `not isolated`,
 * `not let in by default-deny`. Where pairs of pods differ it is of one that is denied.
 * @param asked the connections that are meant
 */
export function reasonOf(
  connectivity: Connectivity,
  sources: readonly Party[],
  destinations: readonly Party[],
  asked: ConnectionSet,
): string {
  const pairs = pairsBetween(sources, destinations);
  const isDenied = ([from, to]: readonly [Party, Party]) =>
    intersect(connectivity.permitted(from, to), asked) === NONE;
  const [source, destination] = pairs.find(isDenied) ?? pairs[0] ?? [];
  if (!source || !destination) return 'a pod always reaches itself';
  const out: End = { connectivity, party: source, direction: 'egress', peer: destination, asked };
  const into: End = { connectivity, party: destination, direction: 'ingress', peer: source, asked };
  const denials = [
    sentence('not let out by', deniedBy(out)),
    sentence('not let in by', deniedBy(into)),
  ].filter((denial) => denial !== undefined);
  if (denials.length > 0) return denials.join(' · ');
  if (isDenied([source, destination])) return 'the ends allow different ports';
  const grants = [sentence('out:', allowedBy(out)), sentence('in:', allowedBy(into))].filter(
    (grant) => grant !== undefined,
  );
  return grants.join(' · ') || 'not isolated';
}

interface End {
  readonly connectivity: Connectivity;
  readonly party: Party;
  readonly direction: Direction;
  readonly peer: Party;
  readonly asked: ConnectionSet;
}

const named = 2;

function sentence(verb: string, policies: readonly Policy[] | undefined): string | undefined {
  if (!policies || policies.length === 0) return undefined;
  const names = [...new Set(policies.map(({ name }) => name))];
  const more = names.length > named ? ` +${names.length - named}` : '';
  return `${verb} ${names.slice(0, named).join(', ')}${more}`;
}

/** The policies to which a denial at this end is due; undefined: it admits some of what is asked. */
function deniedBy({ connectivity, party, direction, peer, asked }: End): readonly Policy[] | undefined {
  if (intersect(connectivity.admitted(party, direction, peer), asked) !== NONE) return undefined;
  const { left } = connectivity.tierVerdict(party, direction, peer);
  const isolating = connectivity.isolating(party, direction);
  if (isolating.length > 0 && intersect(left, asked) !== NONE) return isolating;
  return tierPolicies({ connectivity, party, direction, peer, asked }, 'Deny');
}

/** The policies whose rules admit some of what is asked at this end; none: nothing restricts it. */
function allowedBy(end: End): readonly Policy[] {
  const { connectivity, party, direction, peer, asked } = end;
  const rules = connectivity.matches(party, direction, peer);
  const admitting = rules.filter(({ connections }) => intersect(connections, asked) !== NONE);
  return [...tierPolicies(end, 'Accept'), ...admitting.map(({ policy }) => policy)];
}

function tierPolicies(
  { connectivity, party, direction, peer, asked }: End,
  action: 'Accept' | 'Deny',
): readonly Policy[] {
  return connectivity.tierMatches(party, direction, peer).flatMap(({ policy, rule, connections }) => {
    const isMeant = policy[direction][rule]?.action === action && intersect(connections, asked) !== NONE;
    return isMeant ? [policy] : [];
  });
}
