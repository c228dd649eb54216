import { ListFilter } from 'lucide-react';
import { countFilters } from '../../store/keptEnds';
import { useView } from '../../store/view';
import { Toggle } from '../../ui/Toggle';

interface FilterToggleProps {
  readonly open: boolean;
  readonly onChange: (open: boolean) => void;
}

/** Opens and closes the filter; tells how many parts of it narrow something. */
export function FilterToggle({ open, onChange }: FilterToggleProps) {
  const active = useView((view) => countFilters(view.filter));
  return (
    <Toggle pressed={open} onChange={onChange} title="Narrow what canvas, table and matrix show">
      <ListFilter size={14} aria-hidden="true" />
      Filter{active > 0 && ` (${active})`}
    </Toggle>
  );
}
