import { ask } from '../../store/session';
import { revealPlaces } from '../../store/view';
import panel from '../InspectorPanel.module.css';

interface EntryLinkProps {
  /** Id of the entry in the manifests. */
  readonly entry: string;
  readonly title: string;
}

/** The name of an entry; a click shows its lines. */
export function EntryLink({ entry, title }: EntryLinkProps) {
  const reveal = async () => {
    const places = await ask('places', { resources: [entry] });
    if (places) revealPlaces(places.answer);
  };
  return (
    <button type="button" className={panel.link} onClick={() => void reveal()}>
      {title}
    </button>
  );
}
