import { useState } from 'react';
import type { Direction } from '../core/index';
import { selectPolicies } from '../store/view';
import { Asked, missingOf, useAsked } from './Asked';
import { Checks } from './Checks';
import { Choice } from './Choice';
import { readName } from './readName';
import { readSelector, writeSelector } from './readSelector';
import { useNamespaces } from './useNodes';
import { usePolicy } from './usePolicies';
import { VerbDialog } from './VerbDialog';

const selectorHint = 'app=db, tier in (a, b), env!=dev or !legacy. Empty selects all pods of the namespace.';
const tierHint = 'app=db, tier in (a, b), env!=dev or !legacy. Empty selects all pods of the namespaces.';
const directions = [
  { value: 'ingress', title: 'Ingress: what may come in' },
  { value: 'egress', title: 'Egress: what may go out' },
] as const;

/** Makes a policy that isolates what it selects, without rules yet. */
export function CreatePolicy({ namespace: given }: { readonly namespace?: string }) {
  const namespaces = useNamespaces();
  const [namespace, setNamespace] = useState(given ?? namespaces[0] ?? 'default');
  const name = useAsked('', readName);
  const selector = useAsked('', readSelector);
  const [chosen, setChosen] = useState<readonly Direction[]>(['ingress']);
  const missing = missingOf(name, selector) ?? (chosen.length === 0 ? 'Choose a direction' : undefined);
  return (
    <VerbDialog
      title="New policy"
      description="It isolates the pods that it selects. Rules come with the flows that are drawn."
      action="Create policy"
      missing={missing}
      intent={
        name.reading.ok && selector.reading.ok && chosen.length > 0
          ? {
              type: 'createPolicy',
              namespace,
              name: name.reading.value,
              selector: selector.reading.value,
              directions: chosen,
            }
          : undefined
      }
      onDone={() => selectPolicies([`NetworkPolicy/${namespace}/${name.text.trim()}`])}
    >
      <Asked title="Name" asked={name} placeholder="db-allow-api" />
      <Choice title="Namespace" value={namespace} choices={namespaces} onChange={setNamespace} />
      <Asked title="Pods" asked={selector} placeholder="all pods" hint={selectorHint} />
      <Checks title="Directions" choices={directions} chosen={chosen} onChange={setChosen} />
    </VerbDialog>
  );
}

/** Gives a policy another name. */
export function RenamePolicy({ policy }: { readonly policy: string }) {
  const old = usePolicy(policy)?.name ?? '';
  const name = useAsked(old, readName);
  return (
    <VerbDialog
      title={`Rename ${old}`}
      action="Rename"
      missing={missingOf(name)}
      intent={name.reading.ok ? { type: 'renamePolicy', policy, name: name.reading.value } : undefined}
      onDone={() => selectPolicies([`${policy.slice(0, policy.lastIndexOf('/'))}/${name.text.trim()}`])}
    >
      <Asked title="Name" asked={name} />
    </VerbDialog>
  );
}

/** Has a policy select other pods. */
export function ChangeSelector({ policy }: { readonly policy: string }) {
  const known = usePolicy(policy);
  const selector = useAsked(known ? writeSelector(known.podSelector) : '', readSelector);
  const namespaces = useAsked(known?.tier ? writeSelector(known.tier.namespaceSelector) : '', readSelector);
  return (
    <VerbDialog
      title={`Pods that ${known?.name ?? policy} selects`}
      action="Change selector"
      missing={missingOf(selector, namespaces)}
      intent={
        selector.reading.ok && namespaces.reading.ok
          ? {
              type: 'changeSelector',
              policy,
              selector: selector.reading.value,
              ...(known?.tier && { namespaceSelector: namespaces.reading.value }),
            }
          : undefined
      }
    >
      <Asked
        title="Pods"
        asked={selector}
        placeholder="all pods"
        hint={known?.tier ? tierHint : selectorHint}
      />
      {known?.tier && (
        <Asked
          title="Namespaces"
          asked={namespaces}
          placeholder="all namespaces"
          hint="By their labels; kubernetes.io/metadata.name=shop is the one named shop."
        />
      )}
    </VerbDialog>
  );
}
