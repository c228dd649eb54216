import type { Connectivity, Party } from '../evaluate/connectivity';
import { pairsBetween } from '../evaluate/flows';
import type { Protocol } from '../model/cluster';
import {
  ALL,
  type ConnectionSet,
  connectionsOf,
  describeConnections,
  intersect,
  isEmpty,
  NONE,
  union,
} from '../model/connections';
import { caveatsOf } from './caveats';
import type { Explanation, SideExplanation } from './explanation';
import { explainRules } from './explainRule';
import { explainStages, leftToNetworkPolicies } from './explainStages';
import { titleOfParty } from './phrases';
import type { Side } from './side';
import { explainTies } from './ties';

/** One destination port. Of `other`, the protocols that the API cannot name, the port means nothing. */
export interface FlowQuery {
  readonly protocol: Protocol | 'other';
  readonly port: number;
}

/**
 * Why a connection is allowed or denied: the way of a packet through both ends, down to the requirement of a rule
 * that failed. Without a query it is about all that is permitted. Where the pods of a workload differ the verdict is
 * `partly` and the way that of a pair that is denied.
 * @param source a party, some of them, or the id of a workload; likewise `destination`. An unknown id throws.
 * @param query one port, or a set of connections
 */
export function explainFlow(
  connectivity: Connectivity,
  source: Party | readonly Party[] | string,
  destination: Party | readonly Party[] | string,
  query?: FlowQuery | ConnectionSet,
): Explanation {
  const sources = partiesOf(connectivity, source);
  const destinations = partiesOf(connectivity, destination);
  const asked = askedBy(query);
  const pairs = pairsBetween(sources, destinations).map((pair) => ({
    pair,
    permitted: intersect(asked, connectivity.permitted(...pair)),
  }));
  const denied = pairs.find((entry) => isEmpty(entry.permitted));
  const [from, to] = (denied ?? pairs[0])?.pair ?? [firstOf(sources), firstOf(destinations)];
  const self = pairs.length === 0 && from === to;
  const permitted = pairs.length === 0 ? asked : pairs.map((entry) => entry.permitted).reduce(union);
  const leaving: Side = { party: from, direction: 'egress', peer: to, asked };
  const entering: Side = { party: to, direction: 'ingress', peer: from, asked };
  const ties = self ? { undefinedFor: NONE, sentences: [] } : explainTies(connectivity, leaving, entering);
  const egress = explainSide(connectivity, leaving, self);
  const ingress = explainSide(connectivity, entering, self);
  return {
    source: egress.party,
    destination: ingress.party,
    verdict: isEmpty(permitted) ? 'denied' : denied ? 'partly' : 'allowed',
    self,
    permitted: permitted.ranges,
    ports: describeConnections(isEmpty(permitted) ? asked : permitted),
    egress,
    ingress,
    undefinedFor: ties.undefinedFor.ranges,
    caveats: self ? [] : [...ties.sentences, ...caveatsOf(connectivity, leaving, entering)],
  };
}

function askedBy(query: FlowQuery | ConnectionSet | undefined): ConnectionSet {
  if (!query) return ALL;
  if ('ranges' in query) return query;
  return connectionsOf([{ protocol: query.protocol, from: query.port, to: query.port }]);
}

function partiesOf(connectivity: Connectivity, end: Party | readonly Party[] | string): readonly Party[] {
  if (typeof end === 'string') return connectivity.podGroups(end);
  return 'length' in end ? end : [end];
}

function firstOf(parties: readonly Party[]): Party {
  const [first] = parties;
  if (!first) throw new Error('an explanation was asked of a workload that does not exist');
  return first;
}

function explainSide(connectivity: Connectivity, side: Side, self: boolean): SideExplanation {
  const { party, direction, peer, asked } = side;
  const isolating = self ? [] : connectivity.isolating(party, direction);
  const admitted: ConnectionSet = self
    ? asked
    : intersect(asked, connectivity.admitted(party, direction, peer));
  const reached = isolating.length > 0 ? leftToNetworkPolicies(connectivity, side) : NONE;
  return {
    direction,
    party: titleOfParty(connectivity.cluster, party),
    isolatedBy: isolating.map(({ id }) => id),
    rules: isEmpty(reached)
      ? []
      : isolating.flatMap((policy) => explainRules(connectivity, policy, { ...side, asked: reached })),
    stages: self ? [] : explainStages(connectivity, side),
    admitted: admitted.ranges,
    allowed: !isEmpty(admitted),
  };
}
