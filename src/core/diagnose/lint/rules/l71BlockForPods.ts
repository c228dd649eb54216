import { textAt } from '../../../manifest/value';
import { type Address, containsAddress, parseAddress, parseCidr } from '../../../model/cidr';
import { someOf } from '../../../edit/refusal';
import { doOverlap, intervalOf, isWithin, type PlacedBlock, placedBlocks } from '../blocks';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { nameWorkloads } from '../words';

const inside = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fd00::/8'].map(intervalOf);

/** S24, S35: addresses of pods change, some plugins never match a pod by its address, and none sees Services. */
export const blockForPods: Rule = {
  code: 'L71',
  title: 'an ipBlock that holds addresses of pods or Services',
  why: 'Pods get new addresses with every start, and some network plugins match no pod by an ipBlock.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const placed of placedBlocks(policy)) {
      if (!inside.some((range) => isWithin(placed.cidr, range))) continue;
      const held = heldBy(facts, placed);
      if (held === undefined) continue;
      yield {
        path: [...placed.path, 'cidr'],
        message: `${placed.block.cidr} holds ${held}: select pods by their labels instead.`,
        consequence:
          'Whether an ipBlock matches pods depends on the network plugin, and their addresses change.',
      };
    }
  },
};

/** What of the cluster has its addresses in a block; undefined: nothing that is known. */
function heldBy(facts: Facts, { block, cidr }: PlacedBlock): string | undefined {
  const holds = ({ address }: Addressed) => containsAddress(block.intervals, address);
  const { pods, services, networks } = addressesOf(facts);
  const groups = facts.allGroups.filter((_, index) => pods[index]?.some((address) => holds({ address })));
  if (groups.length > 0) return `addresses of ${nameWorkloads(groups)}`;
  const called = services.filter(holds);
  if (called.length > 0)
    return `${called.length === 1 ? 'the address of the Service' : 'addresses of Services:'} ${someOf(called.map(({ name = '' }) => name))}`;
  const network = networks.find((text) => doOverlap(intervalOf(text), cidr));
  return network && `addresses of ${network}, which a node gives to its pods`;
}

interface Addressed {
  readonly name?: string;
  readonly address: Address;
}

interface Addresses {
  /** Of each of `Facts.allGroups`, those on the host network aside. */
  readonly pods: readonly (readonly Address[])[];
  readonly services: readonly Addressed[];
  /** What nodes have for their pods. */
  readonly networks: readonly string[];
}

function addressesOf(facts: Facts): Addresses {
  const known = knownAddresses.get(facts) ?? readAddresses(facts);
  knownAddresses.set(facts, known);
  return known;
}

const knownAddresses = new WeakMap<Facts, Addresses>();

function readAddresses({ allGroups, sources }: Facts): Addresses {
  const parse = (text: unknown) => (typeof text === 'string' ? (parseAddress(text) ?? []) : []);
  return {
    pods: allGroups.map(({ workload, addresses }) => (workload.hostNetwork ? [] : addresses.flatMap(parse))),
    services: sources
      .objectsOf('Service')
      .flatMap(({ namespace, name, value }) =>
        [textAt(value, 'spec', 'clusterIP')]
          .flatMap(parse)
          .map((address) => ({ name: `${namespace}/${name}`, address })),
      ),
    networks: sources.objectsOf('Node').flatMap(({ value }) => {
      const text = textAt(value, 'spec', 'podCIDR');
      return parseCidr(text) ? [text] : [];
    }),
  };
}
