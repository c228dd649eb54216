import { useMemo } from 'react';
import type { DrawnGraph } from '../core/index';
import { VerbMenu } from '../verbs/VerbMenu';
import { verbsOfNode } from '../verbs/verbsOf';
import { openMenu, useCanvas } from './canvasState';
import styles from './NodeMenu.module.css';

/** What can be done with the node under the pointer, at the pointer. */
export function NodeMenu({ graph }: { readonly graph: DrawnGraph }) {
  const menu = useCanvas((state) => state.menu);
  const node = useMemo(() => graph.nodes.find(({ id }) => id === menu?.node), [graph, menu]);
  if (!menu || !node || node.type === 'entry') return null;
  return (
    <VerbMenu
      key={`${menu.node} ${menu.at.x} ${menu.at.y}`}
      groups={verbsOfNode(node)}
      onClose={() => openMenu(undefined)}
      trigger={
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Menu of ${node.type === 'namespace' ? node.name : node.title}`}
          className={styles.spot}
          style={{ left: menu.at.x, top: menu.at.y }}
        />
      }
    />
  );
}
