import { isMap, isScalar, isSeq, visit, type Pair } from 'yaml';
import type { TextEdit, TextRange } from '../text/edit';
import { pathAt } from '../yaml/pathAt';
import { toFlow } from '../yaml/flow';
import { nodeEnd, nodeStart, parseTree } from '../yaml/tree';

/** A label that selectors ask for: all of its key, or one value of it. */
export interface LabelUse {
  /** Whose labels: the same key of pods and of namespaces are two labels. */
  readonly of: 'pods' | 'namespaces' | 'nodes';
  readonly key: string;
  /** undefined: the key itself. */
  readonly value?: string;
}

const holders: Readonly<Record<string, LabelUse['of']>> = {
  podSelector: 'pods',
  namespaceSelector: 'namespaces',
  namespaces: 'namespaces',
  nodes: 'nodes',
};

/** The label of a selector at an offset of a policy, and its range; undefined elsewhere. */
export function labelAt(text: string, offset: number): { label: LabelUse; range: TextRange } | undefined {
  const place = pathAt(text, offset);
  if (!place) return undefined;
  return usesIn(text).find(({ range }) => range.from === place.range.from);
}

/** The edits of a policy that give a label another name, or a value of it another one; none where it is not used. */
export function renameLabel(text: string, label: LabelUse, name: string): readonly TextEdit[] {
  return usesIn(text)
    .filter(({ label: use }) => use.of === label.of && use.key === label.key && use.value === label.value)
    .map(({ range }) => ({ ...range, insert: toFlow(name) }));
}

interface Use {
  readonly label: LabelUse;
  readonly range: TextRange;
}

/** All label keys and values that the selectors of a unit name. */
function usesIn(text: string): readonly Use[] {
  const uses: Use[] = [];
  const add = (node: unknown, label: LabelUse) => {
    if (isScalar(node) && node.range)
      uses.push({ label, range: { from: nodeStart(node), to: nodeEnd(text, node) } });
  };
  visit(parseTree(text), {
    Pair(_, pair) {
      const of = holders[textOf(pair.key)];
      if (of === undefined || !isMap(pair.value)) return undefined;
      for (const { key, value } of entriesOf(pair.value.get('matchLabels'))) {
        add(key, { of, key: textOf(key) });
        add(value, { of, key: textOf(key), value: textOf(value) });
      }
      const requirements = pair.value.get('matchExpressions');
      for (const requirement of isSeq(requirements) ? requirements.items : []) {
        if (!isMap(requirement)) continue;
        const key: unknown = requirement.get('key', true);
        add(key, { of, key: textOf(key) });
        const values = requirement.get('values');
        for (const value of isSeq(values) ? values.items : [])
          add(value, { of, key: textOf(key), value: textOf(value) });
      }
      return undefined;
    },
  });
  return uses;
}

function entriesOf(map: unknown): readonly Pair[] {
  return isMap(map) ? map.items : [];
}

function textOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : '';
}
