/** All wires of the stage; while time plays they alone are drawn anew with every picture of the screen. */
import { useSession } from '../../store/session.ts';
import { gateHalf } from './Barrier.tsx';
import type { StageLayout } from './layout.ts';
import type { StageModel } from './model.ts';
import { useTravellers } from './use-travellers.ts';
import { Wire } from './Wire.tsx';

export function Wires({ model, layout }: { readonly model: StageModel; readonly layout: StageLayout }) {
  const playing = useSession((state) => state.playing);
  const moving = useTravellers();
  const to =
    layout.wires.to - (model.coordinator.barrier === null || layout.shape === 'phone' ? 0 : gateHalf(layout));
  return model.consumers.map((consumer, i) => {
    const card = layout.cards.places[i];
    if (card === undefined) return null;
    return (
      <Wire
        key={consumer.node}
        consumer={consumer}
        card={card}
        wires={layout.wires}
        to={to}
        moving={playing ? moving.filter(({ node }) => node === consumer.node) : null}
      />
    );
  });
}
