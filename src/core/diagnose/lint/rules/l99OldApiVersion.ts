import { textAt } from '../../../manifest/value';
import type { Finding, Rule } from '../rule';
import { successorSteps } from '../successor';
import { calicoKinds, vendorPolicies } from '../vendorPolicies';
import type { Written, WrittenUnit } from '../written';

const current = 'networking.k8s.io/v1';
const currentOfCalico = 'projectcalico.org/v3';

/** V45: served no more. */
export const oldApiVersion: Rule = {
  code: 'L99',
  title: 'an apiVersion that is no longer served, or about to go',
  why: 'Servers do not know extensions/v1beta1 since 1.16; the older tier policies have a successor.',
  severity: 'warning',
  needs: 'text',
  explains: ['V45'],
  about: 'unit',
  *check(unit) {
    for (const written of unit.policies) {
      const finding = written.kind === 'NetworkPolicy' ? oldNetworkPolicy(written) : oldTierPolicy(written);
      if (finding) yield { ...finding, resource: written.id };
    }
    yield* storedCalicoPolicies(unit);
  },
};

function oldNetworkPolicy({ value }: Written): Finding | undefined {
  const isOld = /^(?:extensions|networking\.k8s\.io)\/v1(?:alpha|beta)\d$/.test(textAt(value, 'apiVersion'));
  if (!isOld) return undefined;
  const path = ['apiVersion'];
  return {
    path,
    message: `NetworkPolicy is served as ${current} only.`,
    consequence: 'The server does not know the kind in this version, so that the policy restricts nothing.',
    fixes: [{ title: `Write ${current}`, steps: [{ type: 'replace', path, value: current }] }],
  };
}

/** S64. */
function oldTierPolicy({ kind, value }: Written): Finding | undefined {
  if (kind === 'ClusterNetworkPolicy' || !textAt(value, 'apiVersion').endsWith('/v1alpha1')) return undefined;
  const steps = successorSteps(value);
  return {
    path: ['apiVersion'],
    message: `${kind} is superseded by ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2.`,
    consequence:
      'Both are served side by side; the order among them is not defined, so change all of them together.',
    fixes: steps ? [{ title: 'Rewrite it as a ClusterNetworkPolicy', steps }] : [],
  };
}

/** The names of objects as Calico stores them begin with their tier: then more than the version must change. */
function* storedCalicoPolicies(unit: WrittenUnit): Generator<Finding> {
  if (!unit.text.includes('crd.projectcalico.org/')) return;
  for (const { value, path: root } of vendorPolicies(unit, /^crd\.projectcalico\.org\//, calicoKinds)) {
    const path = [...root, 'apiVersion'];
    const isNameStored = textAt(value, 'metadata', 'name').startsWith('default.');
    yield {
      path,
      message: `This is how Calico stores its policies. Write ${currentOfCalico}, and use its API.`,
      consequence: 'What is written past the API of Calico is neither checked nor completed.',
      fixes: isNameStored
        ? []
        : [{ title: `Write ${currentOfCalico}`, steps: [{ type: 'replace', path, value: currentOfCalico }] }],
    };
  }
}
