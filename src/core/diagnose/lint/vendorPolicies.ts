import { isMapping, itemsOf, type Mapping, textAt, valueAt } from '../../manifest/value';
import type { YamlPath } from '../../yaml/unit';
import type { WrittenUnit } from './written';

/** A policy of a network plugin, which is not evaluated. */
interface VendorPolicy {
  readonly kind: string;
  readonly value: Mapping;
  readonly path: YamlPath;
}

/** The policies of an API group in a unit. */
export function vendorPolicies({ value, text }: WrittenUnit, group: RegExp, kinds: RegExp): VendorPolicy[] {
  if (!/cilium\.io|projectcalico\.org/.test(text)) return [];
  const placed: VendorPolicy[] = [];
  const visit = (object: unknown, path: YamlPath): void => {
    if (Array.isArray(object)) return object.forEach((item, index) => visit(item, [...path, index]));
    if (!isMapping(object)) return;
    const kind = textAt(object, 'kind');
    if (kind === 'List') {
      itemsOf(valueAt(object, 'items')).forEach((item, index) => visit(item, [...path, 'items', index]));
    } else if (kinds.test(kind) && group.test(textAt(object, 'apiVersion'))) {
      placed.push({ kind, value: object, path });
    }
  };
  visit(value, []);
  return placed;
}

/** The rules of a Cilium policy: of `spec`, and of each of `specs`. */
export function ciliumSpecs(policy: VendorPolicy): { readonly spec: unknown; readonly path: YamlPath }[] {
  const { value, path } = policy;
  const specs = itemsOf(valueAt(value, 'specs')).map((spec, index) => ({
    spec,
    path: [...path, 'specs', index],
  }));
  const spec = valueAt(value, 'spec');
  return spec === undefined ? specs : [{ spec, path: [...path, 'spec'] }, ...specs];
}

export const ciliumGroup = /^cilium\.io\//;
export const ciliumKinds = /^Cilium(?:Clusterwide)?NetworkPolicy$/;
export const calicoGroup = /^(?:crd\.)?projectcalico\.org\//;
export const calicoKinds = /^(?:Global)?NetworkPolicy$/;
