import { useState } from 'react';
import { select } from '../store/view';
import { Asked, missingOf, useAsked } from './Asked';
import { Choice } from './Choice';
import { readContainerPorts, writeContainerPorts } from './readContainerPorts';
import { readLabels, writeLabels, type Reading } from './readLabels';
import { readName, readNamespaceName } from './readName';
import { useNamespaces, useNodes, useWorkload } from './useNodes';
import { VerbDialog } from './VerbDialog';

const labelsHint = 'key=value, with commas between them';
const portsHint = '8080, http:80 or dns:53/UDP, with commas between them';

export function AddNamespace() {
  const name = useAsked('', readNamespaceName);
  const labels = useAsked('', readLabels);
  return (
    <VerbDialog
      title="New namespace"
      action="Add namespace"
      missing={missingOf(name, labels)}
      intent={
        name.reading.ok && labels.reading.ok
          ? { type: 'addNamespace', name: name.reading.value, labels: labels.reading.value }
          : undefined
      }
    >
      <Asked title="Name" asked={name} placeholder="shop" />
      <Asked title="Labels" asked={labels} placeholder="team=a" hint={labelsHint} />
    </VerbDialog>
  );
}

export function RenameNamespace({ namespace }: { readonly namespace: string }) {
  const name = useAsked(namespace, readNamespaceName);
  return (
    <VerbDialog
      title={`Rename namespace ${namespace}`}
      description="What the files say to be in it moves along, and so do selectors that name it."
      action="Rename"
      missing={missingOf(name)}
      intent={name.reading.ok ? { type: 'renameNamespace', namespace, name: name.reading.value } : undefined}
    >
      <Asked title="Name" asked={name} />
    </VerbDialog>
  );
}

export function AddWorkload({ namespace: given }: { readonly namespace?: string }) {
  const namespaces = useNamespaces();
  const [namespace, setNamespace] = useState(given ?? namespaces[0] ?? 'default');
  const name = useAsked('', readName);
  const labels = useAsked('', readLabels);
  const ports = useAsked('', readContainerPorts);
  return (
    <VerbDialog
      title="New workload"
      description="Writes a Deployment."
      action="Add workload"
      missing={missingOf(name, labels, ports)}
      intent={
        name.reading.ok && labels.reading.ok && ports.reading.ok
          ? {
              type: 'addWorkload',
              namespace,
              name: name.reading.value,
              labels: labels.reading.value,
              ports: ports.reading.value,
            }
          : undefined
      }
      onDone={() => select({ type: 'workload', workload: `Deployment/${namespace}/${name.text.trim()}` })}
    >
      <Asked title="Name" asked={name} placeholder="api" />
      <Choice
        title="Namespace"
        value={namespace}
        choices={namespaces.length > 0 ? namespaces : ['default']}
        onChange={setNamespace}
      />
      <Asked
        title="Labels"
        asked={labels}
        placeholder={`app=${name.text.trim() || 'api'}`}
        hint={`${labelsHint}. Policies select pods by them.`}
      />
      <Asked title="Container ports" asked={ports} placeholder="http:8080" hint={portsHint} />
    </VerbDialog>
  );
}

export function RenameWorkload({ workload }: { readonly workload: string }) {
  const node = useWorkload(workload);
  const name = useAsked(node?.name ?? '', readName);
  return (
    <VerbDialog
      title={`Rename ${node?.title ?? workload}`}
      description="Its labels stay, and with them what selects it."
      action="Rename"
      missing={missingOf(name)}
      intent={name.reading.ok ? { type: 'renameWorkload', workload, name: name.reading.value } : undefined}
    >
      <Asked title="Name" asked={name} />
    </VerbDialog>
  );
}

export function ChangeLabels({ subject }: { readonly subject: string }) {
  const node = useNodes().find(({ id }) => id === subject);
  const labels = useAsked(
    node?.type === 'workload' || node?.type === 'namespace' ? writeLabels(node.labels) : '',
    readLabels,
  );
  const title =
    node?.type === 'namespace' ? `namespace ${node.name}` : node?.type === 'workload' ? node.title : subject;
  return (
    <VerbDialog
      title={`Labels of ${title}`}
      description="The selectors of policies stay: they may select other things afterwards."
      action="Change labels"
      missing={missingOf(labels)}
      intent={labels.reading.ok ? { type: 'changeLabels', subject, labels: labels.reading.value } : undefined}
    >
      <Asked title="Labels" asked={labels} hint={labelsHint} />
    </VerbDialog>
  );
}

export function ChangeContainerPorts({ workload }: { readonly workload: string }) {
  const node = useWorkload(workload);
  const ports = useAsked(writeContainerPorts(node?.ports ?? []), readContainerPorts);
  return (
    <VerbDialog
      title={`Container ports of ${node?.title ?? workload}`}
      action="Change ports"
      missing={missingOf(ports)}
      intent={
        ports.reading.ok ? { type: 'changeContainerPorts', workload, ports: ports.reading.value } : undefined
      }
    >
      <Asked title="Container ports" asked={ports} hint={portsHint} />
    </VerbDialog>
  );
}

function readReplicas(text: string): Reading<number> {
  const isNumber = /^\d{1,5}$/.test(text.trim());
  return isNumber ? { ok: true, value: Number(text) } : { ok: false, message: 'A number of pods' };
}

export function ChangeReplicas({ workload }: { readonly workload: string }) {
  const node = useWorkload(workload);
  const replicas = useAsked(String(node?.replicas ?? 1), readReplicas);
  return (
    <VerbDialog
      title={`Replicas of ${node?.title ?? workload}`}
      action="Change replicas"
      missing={missingOf(replicas)}
      intent={
        replicas.reading.ok
          ? { type: 'changeReplicas', workload, replicas: replicas.reading.value }
          : undefined
      }
    >
      <Asked title="Replicas" asked={replicas} />
    </VerbDialog>
  );
}
