import type { PodGroup } from '../../../evaluate/connectivity';
import { itemsOf, textAt, valueAt } from '../../../manifest/value';
import { NONE } from '../../../model/connections';
import type { Facts } from '../facts';
import type { Rule } from '../rule';

const kinds = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'APIService'] as const;

/** S34: the API server has an address of its node, which no selector matches. */
export const webhookNotAdmitted: Rule = {
  code: 'L66',
  title: 'a webhook or API extension that admits pods only, not the API server',
  why: 'The API server calls it from an address of its node, which no selector matches.',
  severity: 'info',
  needs: 'evaluator',
  about: 'cluster',
  *check(facts) {
    const told = new Set<string>();
    for (const { kind, name, namespace, service } of calledServices(facts)) {
      for (const group of facts.podsBehind(namespace, service)) {
        const { workload } = group;
        if (told.has(workload.id) || !admitsNoAddress(facts, group)) continue;
        told.add(workload.id);
        yield {
          resource: workload.id,
          path: ['metadata', 'name'],
          message:
            `${workload.namespace}/${workload.name} is called by the API server (${kind} ` +
            `${name}), but admits no address outside the pods.`,
          consequence:
            'Calls of the API server may be denied. Admit everyone on this port, or an ' +
            'ipBlock with its addresses.',
        };
      }
    }
  },
};

interface Called {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly service: string;
}

function calledServices(facts: Facts): Called[] {
  return kinds.flatMap((kind) =>
    facts.sources.objectsOf(kind).flatMap(({ name, value }) => {
      const services = [
        valueAt(value, 'spec', 'service'),
        ...itemsOf(valueAt(value, 'webhooks')).map((hook) => valueAt(hook, 'clientConfig', 'service')),
      ];
      return services.flatMap((service) => {
        const called = textAt(service, 'name');
        return called === ''
          ? []
          : [{ kind, name, namespace: textAt(service, 'namespace'), service: called }];
      });
    }),
  );
}

function admitsNoAddress({ connectivity }: Facts, group: PodGroup): boolean {
  if (connectivity.isolating(group, 'ingress').length === 0) return false;
  return connectivity.addressRanges.every((range) => connectivity.admitted(group, 'ingress', range) === NONE);
}
