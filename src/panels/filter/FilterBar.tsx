import { Minus, Plus, X } from 'lucide-react';
import { useMemo } from 'react';
import type { FlowFilter, Protocol } from '../../core/index';
import { useAnalysis } from '../../store/analysis';
import { countFilters, useKeptEnds } from '../../store/keptEnds';
import { narrow, noFilter, useView } from '../../store/view';
import { Button } from '../../ui/Button';
import { count } from '../../ui/count';
import { IconButton } from '../../ui/IconButton';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { Toggle } from '../../ui/Toggle';
import { FocusField } from './FocusField';
import styles from './FilterBar.module.css';

const anyNamespace = '';
const protocols: readonly { readonly value: Protocol | 'any'; readonly title: string }[] = [
  { value: 'any', title: 'Any protocol' },
  { value: 'TCP', title: 'TCP' },
  { value: 'UDP', title: 'UDP' },
  { value: 'SCTP', title: 'SCTP' },
];
const isolations: readonly { readonly value: 'any' | 'ingress' | 'egress'; readonly title: string }[] = [
  { value: 'any', title: 'Isolated or not' },
  { value: 'ingress', title: 'Into what is not isolated' },
  { value: 'egress', title: 'Out of what is not isolated' },
];
const mostHops = 5;

/** Narrows what canvas, table and matrix show. */
export function FilterBar() {
  const filter = useView((view) => view.filter);
  const graph = useAnalysis(({ view }) => view?.graph);
  const namespaces = useMemo(() => {
    const names = graph?.nodes.flatMap((node) => (node.type === 'namespace' ? [node.name] : [])) ?? [];
    return [
      { value: anyNamespace, title: 'All namespaces' },
      ...names.toSorted(collator.compare).map((name) => ({ value: name, title: name })),
    ];
  }, [graph]);
  const kept = useKeptEnds();
  const { focus } = filter;
  return (
    <search className={styles.bar} aria-label="Filter">
      <FocusField workload={focus?.workload} />
      {focus && <Hops hops={focus.hops} onChange={(hops) => narrow({ focus: { ...focus, hops } })} />}
      <Select
        name="Namespace"
        value={filter.namespaces[0] ?? anyNamespace}
        choices={namespaces}
        onChange={(name) => narrow({ namespaces: name === anyNamespace ? [] : [name] })}
      />
      <Select
        name="Protocol"
        value={filter.protocol ?? 'any'}
        choices={protocols}
        onChange={(protocol) => narrow({ protocol: protocol === 'any' ? undefined : protocol })}
      />
      <TextField
        marks
        name="Port"
        inputMode="numeric"
        className={styles.port}
        value={filter.port === undefined ? '' : String(filter.port)}
        onChange={(text) => narrow({ port: readPort(text) })}
      />
      <Select
        name="Isolation"
        value={filter.notIsolated ?? 'any'}
        choices={isolations}
        onChange={(direction) => narrow({ notIsolated: direction === 'any' ? undefined : direction })}
      />
      <Toggle
        pressed={filter.fromOutside}
        title="Flows that are allowed from addresses outside the cluster"
        onChange={(fromOutside) => narrow({ fromOutside })}
      >
        From outside
      </Toggle>
      {countFilters(filter) > 0 && (
        <>
          <output className={styles.kept}>
            {kept && count([...kept].filter((id) => !/^(Anywhere|Addresses)\//.test(id)).length, 'workload')}
          </output>
          <Button look="quiet" className={styles.clear} onClick={() => narrow(noFilter)}>
            <X size={13} aria-hidden="true" />
            Clear
          </Button>
        </>
      )}
    </search>
  );
}

const collator = new Intl.Collator('en', { numeric: true });

function readPort(text: string): FlowFilter['port'] {
  const port = Number(text.replace(/\D/g, ''));
  return port >= 1 && port <= 65535 ? port : undefined;
}

/** How far the ways from and to the workload in focus are followed. */
function Hops({ hops, onChange }: { readonly hops: number; readonly onChange: (hops: number) => void }) {
  return (
    <fieldset className={styles.hops} aria-label="Hops">
      <IconButton
        small
        name="Fewer hops"
        icon={<Minus size={13} />}
        disabled={hops <= 1}
        onClick={() => onChange(hops - 1)}
      />
      <output>{hops === 1 ? 'direct' : `${hops} hops`}</output>
      <IconButton
        small
        name="More hops"
        icon={<Plus size={13} />}
        disabled={hops >= mostHops}
        onClick={() => onChange(hops + 1)}
      />
    </fieldset>
  );
}
