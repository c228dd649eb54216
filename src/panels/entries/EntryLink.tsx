import { revealResources } from '../../store/session';
import panel from '../InspectorPanel.module.css';

interface EntryLinkProps {
  /** Id of the entry in the manifests. */
  readonly entry: string;
  readonly title: string;
}

/** The name of an entry; a click shows its lines. */
export function EntryLink({ entry, title }: EntryLinkProps) {
  return (
    <button type="button" className={panel.link} onClick={() => void revealResources(entry)}>
      {title}
    </button>
  );
}
