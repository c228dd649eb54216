import { type CSSProperties, type ReactNode, useId, useRef } from 'react';
import { classes } from './classes';
import { Separator } from './Separator';
import styles from './SplitPane.module.css';
import { useStoredSize } from './useStoredSize';

interface SplitPaneProps {
  /** Names the sized pane for the separator, and its size in localStorage. */
  readonly name: string;
  readonly storageKey: string;
  /** Where the sized pane stands. */
  readonly side: 'left' | 'right' | 'bottom';
  /** CSS length until the user has chosen one. */
  readonly initial: string;
  /** Least size of the sized pane, and of the rest, in pixels. */
  readonly least: number;
  readonly leastRest: number;
  readonly folded: boolean;
  readonly onFoldedChange: (folded: boolean) => void;
  readonly pane: ReactNode;
  /** Stands in the pane's place while it is folded. */
  readonly foldedPane: ReactNode;
  /** The rest, which takes what is left. */
  readonly children: ReactNode;
}

/**
 * Two panes with a separator that pointer and keyboard move. The sized pane stays mounted while it is folded,
 * so nothing in it is lost.
 */
export function SplitPane(props: SplitPaneProps) {
  const { name, storageKey, side, initial, least, leastRest, folded, onFoldedChange } = props;
  const paneRef = useRef<HTMLDivElement>(null);
  const paneId = useId();
  const [size, setSize] = useStoredSize(storageKey);

  const style: CSSProperties = {
    flexBasis: size === undefined ? initial : `${size}px`,
    [side === 'bottom' ? 'minHeight' : 'minWidth']: least,
    [side === 'bottom' ? 'maxHeight' : 'maxWidth']: `calc(100% - ${leastRest}px)`,
  };
  const sized = (
    <>
      <div ref={paneRef} id={paneId} className={styles.pane} style={style} hidden={folded}>
        {props.pane}
      </div>
      {folded && props.foldedPane}
    </>
  );
  const separator = !folded && (
    <Separator
      name={`Resize ${name}`}
      side={side}
      paneRef={paneRef}
      paneId={paneId}
      least={least}
      leastRest={leastRest}
      onSize={setSize}
      onFold={() => onFoldedChange(true)}
    />
  );
  const rest = <div className={styles.rest}>{props.children}</div>;
  return (
    <div className={classes(styles.split, side === 'bottom' && styles.vertical)}>
      {side === 'left' ? (
        <>
          {sized}
          {separator}
          {rest}
        </>
      ) : (
        <>
          {rest}
          {separator}
          {sized}
        </>
      )}
    </div>
  );
}
