import { useReactFlow } from '@xyflow/react';
import { LayoutGrid, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { useArrangement } from '../store/arrangement';
import { isTidy, tidy } from '../store/arranging';
import { IconButton } from '../ui/IconButton';
import styles from './Toolbar.module.css';

interface ToolbarProps {
  readonly onFit: () => void;
  readonly minimap: boolean;
  readonly onMinimap: (shown: boolean) => void;
}

const icon = { size: 16, 'aria-hidden': true } as const;

/** The view's controls, at the bottom right. */
export function Toolbar({ onFit, minimap, onMinimap }: ToolbarProps) {
  const { zoomIn, zoomOut } = useReactFlow();
  const nothingMoved = useArrangement(isTidy);
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="View">
      <IconButton side="top" name="Zoom out" icon={<Minus {...icon} />} onClick={() => void zoomOut()} />
      <IconButton side="top" name="Zoom in" icon={<Plus {...icon} />} onClick={() => void zoomIn()} />
      <IconButton side="top" name="Fit" icon={<Maximize {...icon} />} onClick={onFit} />
      <IconButton
        side="top"
        name="Tidy"
        icon={<LayoutGrid {...icon} />}
        disabled={nothingMoved}
        onClick={tidy}
      />
      <IconButton
        side="top"
        name="Minimap"
        icon={<MapIcon {...icon} />}
        aria-pressed={minimap}
        className={minimap ? styles.pressed : undefined}
        onClick={() => onMinimap(!minimap)}
      />
    </div>
  );
}
