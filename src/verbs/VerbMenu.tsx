import { Fragment, type ReactElement } from 'react';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu';
import type { VerbGroups } from './verbsOf';

interface VerbMenuProps {
  readonly groups: VerbGroups;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  /** Open from the start, and told when it closes: for a menu at the pointer. */
  readonly onClose?: () => void;
}

/** What can be done with a node or a policy. */
export function VerbMenu({ groups, trigger, onClose }: VerbMenuProps) {
  const shown = groups.filter((group) => group.length > 0);
  return (
    <Menu trigger={trigger} align="start" {...(onClose && { onClose })}>
      {shown.map((group, index) => (
        <Fragment key={group[0]?.title}>
          {index > 0 && <MenuSeparator />}
          {group.map(({ title, run }) => (
            <MenuItem key={title} onSelect={run}>
              {title}
            </MenuItem>
          ))}
        </Fragment>
      ))}
    </Menu>
  );
}
