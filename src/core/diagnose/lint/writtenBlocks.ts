import { itemsOf, valueAt } from '../../manifest/value';
import { parseCidr, type Cidr } from '../../model/cidr';
import type { YamlPath } from '../../yaml/unit';
import { blocksOf, peersOf, type Written } from './written';

/** A CIDR as it is written: that of an ipBlock, one of its exceptions, or one of `networks`. */
interface WrittenCidr {
  readonly text: string;
  readonly cidr: Cidr;
  readonly path: YamlPath;
}

/** All CIDRs of a policy of any kind that can be read. */
export function* writtenCidrs(written: Written): Generator<WrittenCidr> {
  if (written.kind === 'NetworkPolicy') {
    for (const { value, path } of blocksOf(written)) {
      yield* toCidr(valueAt(value, 'cidr'), [...path, 'cidr']);
      for (const [index, except] of itemsOf(valueAt(value, 'except')).entries()) {
        yield* toCidr(except, [...path, 'except', index]);
      }
    }
    return;
  }
  for (const { value, path } of peersOf(written)) {
    for (const [index, network] of itemsOf(valueAt(value, 'networks')).entries()) {
      yield* toCidr(network, [...path, 'networks', index]);
    }
  }
}

function* toCidr(text: unknown, path: YamlPath): Generator<WrittenCidr> {
  const cidr = typeof text === 'string' ? parseCidr(text) : undefined;
  if (cidr) yield { text: text as string, cidr, path };
}
