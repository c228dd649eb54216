import { useState } from 'react';
import { useAnswer } from '../store/useAnswer';
import type { FlowEnds } from '../worker/views';
import { PortChoices } from './PortChoices';
import { toForm, toWish, type PortForm } from './portForm';
import { titleOfEnd, useNodes } from './useNodes';
import { usePermitted } from './usePermitted';
import { VerbDialog } from './VerbDialog';

/** Has a flow permitted on other ports. */
export function ChangePorts({ source, destination }: FlowEnds) {
  const nodes = useNodes();
  const offers = useAnswer('portOffers', { destination })?.answer;
  const permitted = usePermitted({ source, destination });
  const [changed, setChanged] = useState<PortForm>();
  if (!offers || !permitted) return null; // in a moment; the focus goes to what is there when it opens
  const form = changed ?? toForm(permitted, offers);
  const { ports, problem } = toWish(form, offers);
  return (
    <VerbDialog
      title={`Ports of ${titleOfEnd(nodes, source)} → ${titleOfEnd(nodes, destination)}`}
      description="The flow is permitted on just these afterwards."
      action="Change ports"
      missing={
        changed ? 'Choose at least one port, or remove the flow.' : 'Choose the ports to see what changes.'
      }
      intent={changed && ports && { type: 'changePorts', source, destination, ports }}
    >
      <PortChoices
        form={form}
        title="Ports"
        offers={offers}
        permitted={permitted}
        problem={problem}
        onChange={setChanged}
      />
    </VerbDialog>
  );
}
